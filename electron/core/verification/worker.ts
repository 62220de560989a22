import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError } from '../disk/durable.ts'
import { beModest } from '../threads/be-modest.ts'
import { sharedGauge } from '../threads/shared-gauge.ts'
import { runPass } from './verify-pass.ts'
import type { VerifyMessage, VerifyTask } from './protocol.ts'

const task = workerData as VerifyTask // Given by verify-archive.ts alone.
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
const send = (message: VerifyMessage) => parentPort?.postMessage(message)

if (task.isModest) beModest()
try {
  const report = await runPass(task, sharedGauge(task.memory), (progress) =>
    send({ type: 'progress', progress }),
  )
  send({ type: 'report', report })
} catch (thrown) {
  send({ type: 'error', error: errorOf(asStoreError(thrown)) })
}

// An error that nobody foresaw keeps its words for the log: they cannot cross as they are.
function errorOf(thrown: unknown) {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message, facts: thrown.facts }
  const problem = thrown instanceof Error ? thrown.message : String(thrown)
  return { code: 'custody.failed' as const, message: problem, facts: { problem } }
}
