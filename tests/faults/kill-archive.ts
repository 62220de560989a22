import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { indexFiles, isCompacted } from './kill-index.ts'
import type { Held } from './kill-lines.ts'
import { createModel, type KillModel } from './kill-model.ts'
import { chooseMoment, mergePhase, missingObjects, type Moment } from './kill-moments.ts'
import type { KillFigures, KillOptions } from './kill-points.ts'
import { randomFrom } from '../tools/random.ts'
import type { SeenState } from './kill-protocol.ts'
import { runChild, type RunEnd } from './kill-run.ts'
import { inflictDamage, isReported, type InflictedDamage } from './kill-damage.ts'

/** An archive, or a copy of it that another user works on, and what it must contain. */
interface Copy {
  readonly path: string
  readonly model: KillModel
}

interface Trial {
  readonly options: KillOptions
  readonly random: () => number
  /** The archive whose process is killed. */
  readonly here: Copy
  readonly copies: Copy[]
  readonly tally: Tally
  starts: number
  /** The copy that is still to be merged. */
  unmerged: Copy | null
  /** What an interrupted merge was to bring. */
  interrupted: Held | null
  damage: InflictedDamage | null
  /** Nothing but a kill has happened to it since it last reported its repairs. */
  isSound: boolean
}

type Tally = { -readonly [Name in keyof KillFigures]: KillFigures[Name] } & {
  readonly openMs: number[]
  readonly during: Record<string, number>
  readonly problems: string[]
}

/**
 * Kills work on one archive this many times; between the kills another user works on copies of it, which are merged.
 */
export async function killOneArchive(options: KillOptions): Promise<KillFigures> {
  const trial = createTrial(options)
  const { tally, random } = trial
  const isWell = () => tally.problems.length === 0
  await mkdir(join(options.folder, 'sources'), { recursive: true })
  while (tally.points < options.points && isWell()) {
    if (tally.points > 0 && random() < (trial.unmerged ? 0.1 : 0.3)) await workOnCopy(trial)
    if (isWell()) await killOnce(trial)
  }
  // Interrupted work must be completed, and found complete.
  if (trial.unmerged && isWell()) await open(trial, 1)
  if (isWell()) await open(trial, 0)
  return { ...tally, acknowledged: trial.here.model.acknowledged() }
}

function createTrial(options: KillOptions): Trial {
  const here = { path: join(options.folder, 'archive'), model: createModel() }
  const counts = {
    points: 0,
    acknowledged: 0,
    lost: 0,
    partial: 0,
    notOpened: 0,
    damaged: 0,
    unreported: 0,
    alarms: 0,
  }
  const merges = { merges: 0, mergesInterrupted: 0, mergesFinished: 0, mergesRepeated: 0 }
  const index = { compactions: 0, compactionsInterrupted: 0 }
  const tally = { ...counts, ...merges, ...index, openMs: [], during: {}, problems: [] }
  const random = randomFrom(options.seed)
  return {
    options,
    random,
    here,
    copies: [],
    tally,
    starts: 0,
    unmerged: null,
    interrupted: null,
    damage: null,
    isSound: true,
  }
}

/** Works on a copy that waits to be merged, on one that was merged before, or on a new copy of the archive. */
async function workOnCopy(trial: Trial): Promise<void> {
  const { random, copies, tally } = trial
  const copy = trial.unmerged ?? (random() < 0.5 ? copies.at(-1) : undefined) ?? (await makeCopy(trial))
  const acts = 2 + Math.floor(random() * 6)
  await start(trial, copy, { moment: null, acts }, (state) => complain(trial, copy.model.compare(state)))
  if (tally.problems.length === 0) trial.unmerged = copy
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

/** Opens the archive, runs this many acts and closes it. */
async function open(trial: Trial, acts: number): Promise<void> {
  await start(trial, trial.here, { moment: null, acts }, (state) => compare(trial, state))
}

async function killOnce(trial: Trial): Promise<void> {
  const { random, here, tally } = trial
  const before = await indexFiles(here.path)
  const moment = chooseMoment(random, tally.points, trial.unmerged !== null)
  const run = await start(trial, here, { moment, acts: null }, (state) => compare(trial, state))
  const after = await indexFiles(here.path)
  if (isCompacted(before, after)) tally.compactions += 1
  if (after.isInterrupted) tally.compactionsInterrupted += 1
  const kind = workAt(trial, run)
  tally.during[kind] = (tally.during[kind] ?? 0) + 1
  if (trial.unmerged && kind.startsWith('merge')) {
    tally.mergesInterrupted += 1
    trial.interrupted = trial.unmerged.model.held()
  }
  tally.points += 1
  trial.options.onPoint?.(tally.points)
  // If the start was killed as well, its repairs may have been made without being reported.
  trial.damage =
    run.opened && random() < 0.4 ? await inflictDamage(here.path, here.model.device(), random) : null
  trial.isSound = run.opened && trial.damage === null
  if (trial.damage) tally.damaged += 1
}

/** What was being done when the child was killed. */
function workAt({ here, unmerged }: Trial, run: RunEnd): string {
  const phase = mergePhase(here.path, [])
  if (!run.opened) return phase ? `opening, merge ${phase}` : 'opening'
  const pending = here.model.pending()
  if (!pending.includes('merge')) return pending[0] ?? 'between acts'
  if (!unmerged) return 'merge of nothing new'
  if (phase) return `merge, ${phase}`
  // What was prepared and is gone has been written.
  return `merge, ${run.phase === null || run.phase === 'copying' ? (run.phase ?? 'reading') : 'written'}`
}

interface StartOptions {
  /** When to kill; null: it ends on its own. */
  readonly moment: Moment | null
  /** After how many acts it ends. */
  readonly acts: number | null
}

async function start(
  trial: Trial,
  where: Copy,
  { moment, acts }: StartOptions,
  onOpened: (state: SeenState) => void,
): Promise<RunEnd> {
  const { options, here, tally } = trial
  const { folder, seed, child: program } = options
  const other = where === here ? trial.unmerged : null
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
    brought: other ? await missingObjects(where.path, other.path) : [],
    onOpened,
  })
  tally.merges += run.merged
  if (run.merged > 0) {
    if (trial.interrupted) tally.mergesRepeated += 1
    ;[trial.interrupted, trial.unmerged] = [null, null]
  }
  if (run.failed !== null) {
    tally.notOpened += 1
    complain(trial, [run.failed])
  }
  return run
}

/** Compares the archive with its model. */
function compare(trial: Trial, state: SeenState): void {
  const { tally, damage, here, interrupted, unmerged } = trial
  const found = here.model.compare(state)
  if (damage && !isReported(damage, state)) {
    tally.unreported += 1
    found.push(`unreported: ${damage.what} (${JSON.stringify(state.repairs)})`)
  }
  // A kill damages nothing in the catalogue, and users learn to ignore false alarms.
  const alarms = trial.isSound ? state.repairs.filter(({ kind }) => kind.startsWith('catalogue')) : []
  tally.alarms += alarms.length
  found.push(...alarms.map((alarm) => `false alarm: ${JSON.stringify(alarm)}`))
  trial.damage = null
  trial.isSound = true
  tally.openMs.push(state.openMs)
  tally.lost += found.filter((each) => each.startsWith('lost')).length
  tally.partial += found.filter((each) => !/^(lost|unreported|false alarm)/.test(each)).length
  complain(trial, found)
  if (interrupted && here.model.holds(interrupted)) {
    tally.mergesFinished += 1
    trial.interrupted = null
  }
  if (unmerged && here.model.holds(unmerged.model.held())) trial.unmerged = null
}

const complain = ({ tally, options }: Trial, problems: readonly string[]): void =>
  void tally.problems.push(...problems.map((each) => `seed ${options.seed}, point ${tally.points}: ${each}`))
