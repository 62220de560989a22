import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { KillModel } from './kill-model.ts'
import { isInMerge, mergePhase, mergePhases, type MergePhase, type Moment } from './kill-moments.ts'
import type { ChildOrders, Op, SeenState, Told } from './kill-protocol.ts'

export interface RunOptions {
  readonly program: string
  readonly orders: ChildOrders
  /** When to kill; null: it ends by itself. */
  readonly moment: Moment | null
  readonly model: KillModel
  /** Of the copy that is to be merged. */
  readonly other: KillModel | null
  /** Where the objects will lie that it brings. */
  readonly brought: readonly string[]
  readonly onOpened: (state: SeenState) => void
}

/** How a run of the child ended. */
export interface RunEnd {
  readonly opened: boolean
  readonly failed: string | null
  /** The furthest that a merge was seen to come. */
  readonly phase: MergePhase | null
  /** Merges that were acknowledged. */
  readonly merged: number
}

// Far longer than any act takes, however busy the machine is.
const HUNG_MS = 10 * 60_000

/** Has the child work on an archive until it ends or is killed, and tells the model what it says. */
export async function runChild(options: RunOptions): Promise<RunEnd> {
  const { program, orders, moment, brought } = options
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)))
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
      const told = parse(line)
      if (told) listener.hear(told)
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
  const { opened, merged, problem } = listener.heard()
  if (moment && signal !== 'SIGKILL') failed = 'it ended by itself'
  const why = problem ?? failed
  return { opened, merged, phase: watch.furthest(), failed: why === null ? null : `${why}\n${complaint}` }
}

function listen(
  { moment, model, other, onOpened }: RunOptions,
  watch: MergeWatch,
  onEvent: (event: Moment['after'], count?: number) => void,
  killIn: (ms: number) => void,
) {
  const asked = new Map<number, Op['kind']>()
  const heard = { opened: false, merged: 0, problem: null as string | null }

  function merged(): void {
    heard.merged += 1
    watch.end()
    // What it was to be killed at has gone by.
    if (moment && isInMerge(moment)) killIn(moment.ms)
  }

  function hear(told: Told): void {
    switch (told.say) {
      case 'started':
        return onEvent('started')
      case 'opened':
        heard.opened = true
        onOpened(told.state)
        return onEvent('opened')
      case 'begun':
        asked.set(told.number, told.op.kind)
        model.begin(told.number, told.op, told.op.kind === 'merge' ? other! : undefined)
        if (told.op.kind === 'merge') watch.begin()
        return onEvent('begun', asked.size)
      case 'acknowledged':
        model.acknowledge(told.number, told.titles)
        return asked.get(told.number) === 'merge' ? merged() : undefined
      case 'refused':
        if (!isPardoned(told.code, model.pending().includes('merge')))
          heard.problem ??= `an act was refused: ${told.code}`
        return model.refuse(told.number)
      case 'closed':
        heard.problem ??= model.settle(told.lines)[0] ?? null
        return
      case 'failed':
        heard.problem = told.problem
    }
  }

  return { hear, heard: () => heard }
}

// A merge closes the archive for a moment, and says so to whoever works beside it.
const isPardoned = (code: string, isMerging: boolean): boolean =>
  /^(undo\.|records\.not-found|tags\.not-found)/.test(code) || (isMerging && code === 'archive.none-open')

interface MergeWatch {
  begin(): void
  end(): void
  readonly furthest: () => MergePhase | null
}

/** Looks every millisecond how far a merge has come. */
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

// A kill may cut the last line off.
function parse(line: string): Told | null {
  try {
    return JSON.parse(line) as Told // written by kill-child.ts
  } catch {
    return null
  }
}
