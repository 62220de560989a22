import { rethrowAsStoreError } from '../disk/durable.ts'
import { performTask } from '../threads/perform-task.ts'
import { beModest } from '../threads/be-modest.ts'
import { runPass } from './verify-pass.ts'
import { verifyThread } from './protocol.ts'

await performTask(verifyThread, async (task, gauge, onProgress) => {
  if (task.isModest) beModest()
  return await runPass(task, gauge, onProgress).catch(rethrowAsStoreError)
})
