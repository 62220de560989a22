import type { SearchEngine } from './index/engine.ts'
import type { WorkerReply, WorkerRequest } from './protocol.ts'

type Call = Extract<WorkerRequest, { type: 'call' }>

/** A call whose work pauses between steps, under the number of the call. */
interface SlowCall {
  readonly number: number
  readonly work: Generator<undefined, unknown>
}

/** The longest that a call waits for a pausing one, give or take one step. */
const SLICE_MS = 8

/**
 * Runs calls one at a time in the order received. Messages are read between two calls, so that a waiting call can be
 * cancelled. Work in steps continues while no call waits; when there is none either, the engine tidies up for a few
 * milliseconds.
 */
export function createCallQueue(
  engine: SearchEngine,
  reply: (reply: WorkerReply) => void,
): (request: Extract<WorkerRequest, { type: 'call' | 'cancel' }>) => void {
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
      // Nobody waits for a reply from a closed index, and unfinished work would keep the thread alive.
      if (isTidy) slow.length = 0
      const outcome = run(engine, call)
      if (outcome.ok && isGenerator(outcome.value)) slow.push({ number: call.number, work: outcome.value })
      else reply(outcome)
    } else if (slow.length > 0) {
      const ended = continueWork(slow[0]!)
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

/** Works for a few milliseconds; returns the reply once the work is done, null before. */
function continueWork({ number, work }: SlowCall): WorkerReply | null {
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

/**
 * Nothing is lost when tidying fails, for instance on a full disk: the next persist fails the same way and reports
 * it.
 */
function tidy(engine: SearchEngine): boolean {
  try {
    return engine.tidy()
  } catch {
    return false
  }
}

function run(engine: SearchEngine, { number, method, params }: Call): WorkerReply {
  try {
    // The client is typed by the engine, so the name and its parameters match.
    const call = engine[method] as (...params: readonly unknown[]) => unknown
    return { number, ok: true, value: call(...params) }
  } catch (error) {
    return { number, ok: false, error }
  }
}

function isGenerator(value: unknown): value is Generator<undefined, unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value
}
