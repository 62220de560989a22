import { parentPort, workerData } from 'node:worker_threads'
import { openEngine } from './index/engine.ts'
import type { WorkerOptions, WorkerReply, WorkerRequest } from './protocol.ts'
import { createCallQueue } from './call-queue.ts'

const port = parentPort
if (!port) throw new Error('the search worker runs in a worker thread')

// Only client.ts starts this worker and writes to it.
const engine = openEngine(workerData as WorkerOptions)
const queue = createCallQueue(engine, (reply: WorkerReply) => port.postMessage(reply))
port.on('message', (request: WorkerRequest) => {
  // Without its port nothing keeps the thread alive.
  if (request.type === 'end') port.close()
  else queue(request)
})
