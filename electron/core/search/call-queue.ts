import type { SearchEngine } from './index/engine.ts'
import type { WorkerReply, WorkerRequest } from './protocol.ts'

/**
 * Makes calls one after another in the order received. Between two of them messages are let in, so that a call can be
 * cancelled while it waits for its turn; where none waits, the engine tidies up for some milliseconds.
 */
export function createCallQueue(
  engine: SearchEngine,
  reply: (reply: WorkerReply) => void,
): (request: Exclude<WorkerRequest, { type: 'end' }>) => void {
  const waiting: Extract<WorkerRequest, { type: 'call' }>[] = []
  let isScheduled = false

  let isTidy = true

  function schedule(): void {
    if (isScheduled || (waiting.length === 0 && isTidy)) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      work()
      schedule()
    })
  }

  function work(): void {
    const call = waiting.shift()
    if (!call) isTidy = !tidy(engine)
    else {
      reply(answer(engine, call))
      isTidy = call.method === 'close'
    }
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

/** Nothing is lost where tidying fails, as on a full disk: the next persist meets the same and says so. */
function tidy(engine: SearchEngine): boolean {
  try {
    return engine.tidy()
  } catch {
    return false
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
