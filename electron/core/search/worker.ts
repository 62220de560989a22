import { parentPort, workerData } from 'node:worker_threads'
import { isSmallThread } from '../threads/is-small-thread.ts'
import { openEngine } from './index/engine.ts'
import type { WorkerOptions, WorkerReply, WorkerRequest } from './protocol.ts'
import { createCallQueue } from './call-queue.ts'

const port = parentPort
if (!port) throw new Error('the search worker runs in a worker thread')

const open = (options: WorkerOptions) => {
  const engine = openEngine(options)
  // Tells the client whether to keep this worker for another index.
  const close = () => {
    engine.close()
    return isSmallThread()
  }
  return createCallQueue({ ...engine, close }, (reply: WorkerReply) => port.postMessage(reply))
}

// Only client.ts starts this worker and writes to it.
let queue = open(workerData as WorkerOptions)
port.on('message', (request: WorkerRequest) => {
  // Without its port nothing keeps the thread alive.
  if (request.type === 'end') port.close()
  else if (request.type === 'open') queue = open(request.options)
  else queue(request)
})
