import type { SearchEngine } from './index/engine.ts'
import type { WorkerReply, WorkerRequest } from './protocol.ts'

type Call = Extract<WorkerRequest, { type: 'call' }>

/** Work that pauses between its steps, under the number of its call. */
interface SlowCall {
  readonly number: number
  readonly work: Generator<undefined, unknown>
}

/** What waits for a pause is waited for no longer than this and one step. */
const SLICE_MS = 8

/**
 * Makes calls one after another in the order received. Between two of them messages are let in, so that a call can be
 * cancelled while it waits for its turn; work in steps goes on where no call waits, and where none does, the engine tidies
 * up for some milliseconds.
 */
export function createCallQueue(
  engine: SearchEngine,
  reply: (reply: WorkerReply) => void,
): (request: Exclude<WorkerRequest, { type: 'end' }>) => void {
  const waiting: Call[] = []
  const slow: SlowCall[] = []
  let isScheduled = false
  let isTidy = true

  function schedule(): void {
    if (isScheduled || (waiting.length === 0 && slow.length === 0 && isTidy)) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      work()
      schedule()
    })
  }

  function work(): void {
    const call = waiting.shift()
    if (call) {
      isTidy = call.method === 'close'
      // Nobody waits for an answer from a closed index, and work under way would keep the thread.
      if (isTidy) slow.length = 0
      const answered = answer(engine, call)
      if (answered.ok && isGenerator(answered.value)) slow.push({ number: call.number, work: answered.value })
      else reply(answered)
    } else if (slow.length > 0) {
      const ended = goOn(slow[0]!)
      if (!ended) return
      slow.shift()
      reply(ended)
    } else isTidy = !tidy(engine)
  }

  return (request) => {
    if (request.type === 'call') waiting.push(request)
    else {
      forget(waiting, request.number)
      forget(slow, request.number)
    }
    schedule()
  }
}

function forget(calls: { readonly number: number }[], number: number): void {
  const at = calls.findIndex((each) => each.number === number)
  if (at >= 0) calls.splice(at, 1)
}

/** Works for some milliseconds; answers the reply once the work is done. */
function goOn({ number, work }: SlowCall): WorkerReply | null {
  const end = performance.now() + SLICE_MS
  try {
    do {
      const step = work.next()
      if (step.done) return { number, ok: true, value: step.value }
    } while (performance.now() < end)
    return null
  } catch (error) {
    return { number, ok: false, error }
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

function answer(engine: SearchEngine, { number, method, params }: Call): WorkerReply {
  try {
    // The client is typed by the engine, so names and parameters belong together.
    const call = engine[method] as (...params: readonly unknown[]) => unknown
    return { number, ok: true, value: call(...params) }
  } catch (error) {
    return { number, ok: false, error }
  }
}

function isGenerator(value: unknown): value is Generator<undefined, unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value
}
