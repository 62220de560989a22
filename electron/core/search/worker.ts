import { parentPort, workerData } from 'node:worker_threads'
import { openEngine } from './index/engine.ts'
import type { WorkerOptions, WorkerReply, WorkerRequest } from './protocol.ts'
import { createCallQueue } from './call-queue.ts'

const port = parentPort
if (!port) throw new Error('the search worker runs in a worker thread')

const open = (options: WorkerOptions) =>
  createCallQueue(openEngine(options), (reply: WorkerReply) => port.postMessage(reply))

// Only client.ts starts this worker and writes to it.
let queue = open(workerData as WorkerOptions)
port.on('message', (request: WorkerRequest) => {
  // Without its port nothing keeps the thread alive.
  if (request.type === 'end') port.close()
  else if (request.type === 'open') queue = open(request.options)
  else queue(request)
})
