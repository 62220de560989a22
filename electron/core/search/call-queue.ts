import type { SearchEngine } from './index/engine.ts'
import type { WorkerReply, WorkerRequest } from './protocol.ts'

/**
 * Makes calls one after another in the order received. Between two of them messages are let in, so that a call can be
 * cancelled while it waits for its turn.
 */
export function createCallQueue(
  engine: SearchEngine,
  reply: (reply: WorkerReply) => void,
): (request: Exclude<WorkerRequest, { type: 'end' }>) => void {
  const waiting: Extract<WorkerRequest, { type: 'call' }>[] = []
  let isScheduled = false

  function schedule(): void {
    if (isScheduled || waiting.length === 0) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      const call = waiting.shift()
      if (call) reply(answer(engine, call))
      schedule()
    })
  }

  return (request) => {
    if (request.type === 'call') waiting.push(request)
    else {
      const at = waiting.findIndex((each) => each.number === request.number)
      if (at >= 0) waiting.splice(at, 1)
    }
    schedule()
  }
}

function answer(
  engine: SearchEngine,
  { number, method, params }: Extract<WorkerRequest, { type: 'call' }>,
): WorkerReply {
  try {
    // The client is typed by the engine, so names and parameters belong together.
    const call = engine[method] as (...params: readonly unknown[]) => unknown
    return { number, ok: true, value: call(...params) }
  } catch (error) {
    return { number, ok: false, error }
  }
}
