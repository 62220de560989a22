import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { indexFiles, isCompacted } from './kill-index.ts'
import type { Held } from './kill-lines.ts'
import { createModel, type KillModel } from './kill-model.ts'
import { chooseMoment, mergePhase, objectsLacking, type Moment } from './kill-moments.ts'
import type { KillFigures, KillOptions } from './kill-points.ts'
import { randomFrom } from '../tools/random.ts'
import type { SeenState } from './kill-protocol.ts'
import { runChild, type RunEnd } from './kill-run.ts'
import { hurt, isTold, type Wound } from './kill-wounds.ts'

/** An archive, or a copy of it that somebody else works on, and what it must hold. */
interface Copy {
  readonly path: string
  readonly model: KillModel
}

interface Trial {
  readonly options: KillOptions
  readonly random: () => number
  /** The archive that is killed. */
  readonly here: Copy
  readonly copies: Copy[]
  readonly tally: Tally
  starts: number
  /** The copy that is still to be merged. */
  out: Copy | null
  /** What a merge that was cut was to bring. */
  cut: Held | null
  wound: Wound | null
  /** Since it last told what it had set right, nothing but a kill has happened to it. */
  isSound: boolean
}

type Tally = { -readonly [Name in keyof KillFigures]: KillFigures[Name] } & {
  readonly openMs: number[]
  readonly during: Record<string, number>
  readonly problems: string[]
}

/** Kills work on one archive so many times; between the kills somebody else works on copies of it, which are merged. */
export async function killOneArchive(options: KillOptions): Promise<KillFigures> {
  const trial = createTrial(options)
  const { tally, random } = trial
  const isWell = () => tally.problems.length === 0
  await mkdir(join(options.folder, 'sources'), { recursive: true })
  while (tally.points < options.points && isWell()) {
    if (tally.points > 0 && random() < (trial.out ? 0.1 : 0.3)) await workApart(trial)
    if (isWell()) await killOnce(trial)
  }
  // What was cut is to be brought to its end, and to be found so.
  if (trial.out && isWell()) await open(trial, 1)
  if (isWell()) await open(trial, 0)
  return { ...tally, acknowledged: trial.here.model.acknowledged() }
}

function createTrial(options: KillOptions): Trial {
  const here = { path: join(options.folder, 'archive'), model: createModel() }
  const counts = {
    points: 0,
    acknowledged: 0,
    lost: 0,
    halfMade: 0,
    notOpened: 0,
    wounds: 0,
    untold: 0,
    alarms: 0,
  }
  const merges = { merges: 0, mergesCut: 0, mergesFinished: 0, mergesAgain: 0 }
  const index = { compactions: 0, compactionsCut: 0 }
  const tally = { ...counts, ...merges, ...index, openMs: [], during: {}, problems: [] }
  const random = randomFrom(options.seed)
  return {
    options,
    random,
    here,
    copies: [],
    tally,
    starts: 0,
    out: null,
    cut: null,
    wound: null,
    isSound: true,
  }
}

/** Works on a copy that is out already, on one that was merged before, or on one of the archive as it is now. */
async function workApart(trial: Trial): Promise<void> {
  const { random, copies, tally } = trial
  const copy = trial.out ?? (random() < 0.5 ? copies.at(-1) : undefined) ?? (await makeCopy(trial))
  const acts = 2 + Math.floor(random() * 6)
  await start(trial, copy, { moment: null, acts }, (state) => complain(trial, copy.model.compare(state)))
  if (tally.problems.length === 0) trial.out = copy
}

async function makeCopy(trial: Trial): Promise<Copy> {
  const { here, copies, options } = trial
  // As the manual says: while it is closed.
  await open(trial, 0)
  const copy = { path: join(options.folder, `copy-${copies.length}`), model: here.model.copy() }
  await cp(here.path, copy.path, { recursive: true })
  copies.push(copy)
  return copy
}

/** Opens the archive, has so many acts done and closes it. */
async function open(trial: Trial, acts: number): Promise<void> {
  await start(trial, trial.here, { moment: null, acts }, (state) => compare(trial, state))
}

async function killOnce(trial: Trial): Promise<void> {
  const { random, here, tally } = trial
  const before = await indexFiles(here.path)
  const moment = chooseMoment(random, tally.points, trial.out !== null)
  const run = await start(trial, here, { moment, acts: null }, (state) => compare(trial, state))
  const after = await indexFiles(here.path)
  if (isCompacted(before, after)) tally.compactions += 1
  if (after.isCut) tally.compactionsCut += 1
  const kind = doneAt(trial, run)
  tally.during[kind] = (tally.during[kind] ?? 0) + 1
  if (trial.out && kind.startsWith('merge')) {
    tally.mergesCut += 1
    trial.cut = trial.out.model.held()
  }
  tally.points += 1
  trial.options.onPoint?.(tally.points)
  // What a start that was killed itself set right before it could tell is no longer there to be told.
  trial.wound = run.opened && random() < 0.4 ? await hurt(here.path, here.model.device(), random) : null
  trial.isSound = run.opened && trial.wound === null
  if (trial.wound) tally.wounds += 1
}

/** What was being done when the child was killed. */
function doneAt({ here, out }: Trial, run: RunEnd): string {
  const left = mergePhase(here.path, [])
  if (!run.opened) return left ? `opening, merge ${left}` : 'opening'
  const pending = here.model.pending()
  if (!pending.includes('merge')) return pending[0] ?? 'between acts'
  if (!out) return 'merge of nothing new'
  if (left) return `merge, ${left}`
  // What was laid ready and is no longer there has been written.
  return `merge, ${run.phase === null || run.phase === 'copying' ? (run.phase ?? 'reading') : 'written'}`
}

interface How {
  /** When to kill; null: it ends by itself. */
  readonly moment: Moment | null
  /** After how many acts. */
  readonly acts: number | null
}

async function start(
  trial: Trial,
  where: Copy,
  { moment, acts }: How,
  onOpened: (state: SeenState) => void,
): Promise<RunEnd> {
  const { options, here, tally } = trial
  const { folder, seed, child: program } = options
  const other = where === here ? trial.out : null
  const orders = {
    archive: where.path,
    home: join(folder, where === here ? 'home' : 'home-apart'),
    sources: join(folder, 'sources'),
    seed: seed * 1000 + trial.starts,
    isFirst: trial.starts === 0,
    known: where.model.known(),
    merge: other?.path ?? null,
    acts,
  }
  trial.starts += 1
  const run = await runChild({
    program,
    orders,
    moment,
    model: where.model,
    other: other?.model ?? null,
    brought: other ? await objectsLacking(where.path, other.path) : [],
    onOpened,
  })
  tally.merges += run.merged
  if (run.merged > 0) {
    if (trial.cut) tally.mergesAgain += 1
    ;[trial.cut, trial.out] = [null, null]
  }
  if (run.failed !== null) {
    tally.notOpened += 1
    complain(trial, [run.failed])
  }
  return run
}

/** Holds the archive against its model. */
function compare(trial: Trial, state: SeenState): void {
  const { tally, wound, here, cut, out } = trial
  const found = here.model.compare(state)
  if (wound && !isTold(wound, state)) {
    tally.untold += 1
    found.push(`untold: ${wound.what} (${JSON.stringify(state.repairs)})`)
  }
  // A kill damages nothing of the catalogue: whoever is told so without cause learns to look away.
  const alarms = trial.isSound ? state.repairs.filter(({ kind }) => kind.startsWith('catalogue')) : []
  tally.alarms += alarms.length
  found.push(...alarms.map((alarm) => `untold is the cause of ${JSON.stringify(alarm)}`))
  trial.wound = null
  trial.isSound = true
  tally.openMs.push(state.openMs)
  tally.lost += found.filter((each) => each.startsWith('lost')).length
  tally.halfMade += found.filter((each) => !/^(lost|untold)/.test(each)).length
  complain(trial, found)
  if (cut && here.model.holds(cut)) {
    tally.mergesFinished += 1
    trial.cut = null
  }
  if (out && here.model.holds(out.model.held())) trial.out = null
}

const complain = ({ tally, options }: Trial, problems: readonly string[]): void =>
  void tally.problems.push(...problems.map((each) => `seed ${options.seed}, point ${tally.points}: ${each}`))
