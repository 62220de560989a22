import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { KillModel } from './kill-model.ts'
import { isInMerge, mergePhase, mergePhases, type MergePhase, type Moment } from './kill-moments.ts'
import type { ChildOrders, Op, SeenState, ChildMessage } from './kill-protocol.ts'

export interface RunOptions {
  readonly program: string
  readonly orders: ChildOrders
  /** When to kill; null: it ends on its own. */
  readonly moment: Moment | null
  readonly model: KillModel
  /** The model of the copy that is to be merged. */
  readonly other: KillModel | null
  /** Where the objects of that copy will be. */
  readonly brought: readonly string[]
  readonly onOpened: (state: SeenState) => void
}

/** How a run of the child ended. */
export interface RunEnd {
  readonly opened: boolean
  readonly failed: string | null
  /** The last phase of a merge that was seen. */
  readonly phase: MergePhase | null
  /** Merges that were acknowledged. */
  readonly merged: number
}

// Far longer than any act takes, however busy the machine is.
const HUNG_MS = 10 * 60_000

/** Lets the child work on an archive until it ends or is killed, and passes its messages to the model. */
export async function runChild(options: RunOptions): Promise<RunEnd> {
  const { program, orders, moment, brought } = options
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr = (stderr + text).slice(-4000)))
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('close', (_, signal) => resolve(signal)),
  )
  const killIn = (ms: number) => void setTimeout(() => child.kill('SIGKILL'), ms)
  const onEvent = (event: Moment['after'], count = 1) => {
    if (moment?.after === event && moment.count === count) killIn(moment.ms)
  }
  const watch = watchMerge(() => mergePhase(orders.archive, brought), onEvent)
  const listener = listen(options, watch, onEvent, killIn)
  let failed: string | null = null
  const limit = setTimeout(() => {
    failed = 'it hung'
    child.kill('SIGKILL')
  }, HUNG_MS)
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const message = parse(line)
      if (message) listener.receive(message)
    }
  } catch (cause) {
    // Nobody listens to it any more.
    child.kill('SIGKILL')
    throw cause
  } finally {
    clearTimeout(limit)
  }
  const signal = await ended
  watch.end()
  const { opened, merged, problem } = listener.outcome()
  if (moment && signal !== 'SIGKILL') failed = 'it ended on its own'
  const problemFound = problem ?? failed
  return {
    opened,
    merged,
    phase: watch.furthest(),
    failed: problemFound === null ? null : `${problemFound}\n${stderr}`,
  }
}

function listen(
  { moment, model, other, onOpened }: RunOptions,
  watch: MergeWatch,
  onEvent: (event: Moment['after'], count?: number) => void,
  killIn: (ms: number) => void,
) {
  const requested = new Map<number, Op['kind']>()
  const outcome = { opened: false, merged: 0, problem: null as string | null }

  function merged(): void {
    outcome.merged += 1
    watch.end()
    // The moment to kill it at has passed.
    if (moment && isInMerge(moment)) killIn(moment.ms)
  }

  function receive(message: ChildMessage): void {
    switch (message.type) {
      case 'started':
        return onEvent('started')
      case 'opened':
        outcome.opened = true
        onOpened(message.state)
        return onEvent('opened')
      case 'begun':
        requested.set(message.number, message.op.kind)
        model.begin(message.number, message.op, message.op.kind === 'merge' ? other! : undefined)
        if (message.op.kind === 'merge') watch.begin()
        return onEvent('begun', requested.size)
      case 'acknowledged':
        model.acknowledge(message.number, message.titles)
        return requested.get(message.number) === 'merge' ? merged() : undefined
      case 'refused':
        if (!isExpected(message.code, model.pending().includes('merge')))
          outcome.problem ??= `an act was refused: ${message.code}`
        return model.refuse(message.number)
      case 'closed':
        outcome.problem ??= model.settle(message.lines)[0] ?? null
        return
      case 'failed':
        outcome.problem = message.problem
    }
  }

  return { receive, outcome: () => outcome }
}

// A merge closes the archive for a moment, and calls made meanwhile get this error.
const isExpected = (code: string, isMerging: boolean): boolean =>
  /^(undo\.|records\.not-found|tags\.not-found)/.test(code) || (isMerging && code === 'archive.none-open')

interface MergeWatch {
  begin(): void
  end(): void
  readonly furthest: () => MergePhase | null
}

/** Checks the progress of a merge every millisecond. */
function watchMerge(
  phaseNow: () => MergePhase | null,
  onPhase: (phase: Moment['after']) => void,
): MergeWatch {
  const seen = new Set<MergePhase>()
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const phase = phaseNow()
    if (phase === null || seen.has(phase)) return
    seen.add(phase)
    onPhase(phase)
  }
  return {
    begin() {
      seen.clear()
      onPhase('merging')
      timer = setInterval(look, 1)
    },
    end() {
      if (timer) look()
      clearInterval(timer)
      timer = undefined
    },
    furthest: () => mergePhases.findLast((phase) => seen.has(phase)) ?? null,
  }
}

// A kill may truncate the last line.
function parse(line: string): ChildMessage | null {
  try {
    return JSON.parse(line) as ChildMessage // written by kill-child.ts
  } catch {
    return null
  }
}
