import { spawn } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { createModel, type KillModel } from './kill-model.ts'
import { randomFrom, type ChildOrders, type SeenState, type Told } from './kill-protocol.ts'

/** What a run of kills came to. */
export interface KillFigures {
  readonly points: number
  readonly acknowledged: number
  readonly lost: number
  readonly halfMade: number
  readonly notOpened: number
  /** Damage that was done to files between a kill and the next start, and how much of it was not told. */
  readonly wounds: number
  readonly untold: number
  readonly openMs: readonly number[]
  /** By what was being done. */
  readonly during: Readonly<Record<string, number>>
  readonly problems: readonly string[]
}

export interface KillOptions {
  readonly points: number
  readonly seed: number
  /** An empty folder. */
  readonly folder: string
  /** The built child, see build-child.ts. */
  readonly child: string
  readonly onPoint?: (done: number) => void
}

const POINTS_AN_ARCHIVE = 40

/** Has mixed work done and killed without warning so many times, and looks after each kill at what was left. */
export async function killPoints(options: KillOptions): Promise<KillFigures> {
  const sum = { points: 0, acknowledged: 0, lost: 0, halfMade: 0, notOpened: 0, wounds: 0, untold: 0 }
  const all = { openMs: [] as number[], during: {} as Record<string, number>, problems: [] as string[] }
  for (let done = 0, number = 0; done < options.points; number += 1) {
    const points = Math.min(POINTS_AN_ARCHIVE, options.points - done)
    const folder = join(options.folder, String(number))
    const run = await killOneArchive(
      { ...options, folder, points, seed: options.seed + number * 1009 },
      () => {
        done += 1
        options.onPoint?.(done)
      },
    )
    for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += run[key]
    all.openMs.push(...run.openMs)
    all.problems.push(...run.problems)
    for (const [kind, count] of Object.entries(run.during)) all.during[kind] = (all.during[kind] ?? 0) + count
    // What something is wrong with stays to be looked at.
    if (run.problems.length === 0) await rm(folder, { recursive: true, force: true })
    else break
  }
  return { ...sum, ...all }
}

async function killOneArchive(options: KillOptions, onPoint: () => void): Promise<KillFigures> {
  const random = randomFrom(options.seed)
  const model = createModel()
  const archive = join(options.folder, 'archive')
  await mkdir(join(options.folder, 'sources'), { recursive: true })
  const figures = { points: 0, lost: 0, halfMade: 0, notOpened: 0, wounds: 0, untold: 0 }
  const [openMs, problems]: [number[], string[]] = [[], []]
  const during: Record<string, number> = {}
  let wound: Wound | null = null

  for (let point = 0; point <= options.points && problems.length === 0; point += 1) {
    const orders: ChildOrders = {
      archive,
      home: join(options.folder, 'home'),
      sources: join(options.folder, 'sources'),
      seed: options.seed * 1000 + point,
      isFirst: point === 0,
      knownLines: model.knownLines(),
      onlyLook: point === options.points,
    }
    const run = await runAndKill(
      options.child,
      orders,
      chooseMoment(random, point),
      (state) => {
        openMs.push(state.openMs)
        const found = model.compare(state)
        if (wound && !isTold(wound, state)) {
          figures.untold += 1
          found.push(`untold: ${wound.what} (${JSON.stringify(state.repairs)})`)
        }
        wound = null
        problems.push(...found.map((problem) => `seed ${options.seed}, point ${point}: ${problem}`))
        figures.lost += found.filter((each) => each.startsWith('lost')).length
        figures.halfMade += found.filter((each) => !/^(lost|untold)/.test(each)).length
      },
      model,
    )
    if (run.failed !== null) {
      figures.notOpened += 1
      problems.push(`seed ${options.seed}, point ${point}: ${run.failed}`)
    }
    if (!orders.onlyLook) {
      figures.points += 1
      const kind = run.opened ? (model.pending()[0] ?? 'between acts') : 'opening'
      during[kind] = (during[kind] ?? 0) + 1
      onPoint()
      // What a start that was killed itself set right before it could tell is no longer there to be told.
      wound = null
      if (run.opened && random() < 0.4) {
        wound = await hurt(archive, random)
        if (wound) figures.wounds += 1
      }
    }
  }
  return { ...figures, acknowledged: model.acknowledged(), openMs, during, problems }
}

/** When to kill: so many milliseconds after something that the child tells. */
interface Moment {
  readonly after: 'started' | 'opened' | 'begun'
  /** Of acts begun, the how manieth. */
  readonly count: number
  readonly ms: number
}

function chooseMoment(random: () => number, point: number): Moment {
  const roll = random()
  // The first start makes the archive; to be killed there is a point of its own, now and then.
  if (roll < 0.2 && point > 0) return { after: 'started', count: 1, ms: random() * 350 }
  if (roll < 0.3) return { after: 'opened', count: 1, ms: random() * 600 }
  return { after: 'begun', count: 1 + Math.floor(random() * (point === 0 ? 12 : 10)), ms: random() ** 2 * 60 }
}

async function runAndKill(
  program: string,
  orders: ChildOrders,
  moment: Moment,
  onOpened: (state: SeenState) => void,
  model: KillModel,
): Promise<{ opened: boolean; failed: string | null }> {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)))
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('close', (_, signal) => resolve(signal)),
  )
  let [opened, begun] = [false, 0]
  let failed: string | null = null
  const kill = async (event: Moment['after'], count = 1) => {
    if (orders.onlyLook || moment.after !== event || moment.count !== count) return
    await setTimeout(moment.ms)
    child.kill('SIGKILL')
  }
  const limit = globalThis.setTimeout(() => {
    failed = `it hung: ${complaint}`
    child.kill('SIGKILL')
  }, 60_000)
  for await (const line of createInterface({ input: child.stdout })) {
    const told = parse(line)
    if (!told) continue
    if (told.say === 'started') void kill('started')
    if (told.say === 'opened') {
      opened = true
      onOpened(told.state)
      void kill('opened')
    }
    if (told.say === 'begun') {
      model.begin(told.number, told.op)
      void kill('begun', (begun += 1))
    }
    if (told.say === 'acknowledged') model.acknowledge(told.number, told.titles)
    if (told.say === 'refused') {
      model.refuse(told.number)
      if (!/^(undo\.|records\.not-found|tags\.not-found)/.test(told.code))
        failed = `an act was refused: ${told.code}`
    }
    if (told.say === 'failed') failed = told.problem
  }
  const signal = await ended
  clearTimeout(limit)
  if (signal !== 'SIGKILL' && !orders.onlyLook) failed ??= 'it ended by itself'
  return { opened, failed: failed === null ? null : `${failed}\n${complaint}` }
}

// A kill may cut the last line off.
function parse(line: string): Told | null {
  try {
    return JSON.parse(line) as Told // written by kill-child.ts
  } catch {
    return null
  }
}

async function ledgerFiles(archive: string): Promise<string[]> {
  const ledger = join(archive, 'ledger')
  const names = await readdir(ledger, { recursive: true }).catch(() => [])
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(ledger, name))
}

/** Damage done to a file that a power cut could do, and the kind of repair that has to be told of it. */
interface Wound {
  readonly what: string
  readonly kind: string
}

async function hurt(archive: string, random: () => number): Promise<Wound | null> {
  const pick = async (folder: string, ending: string): Promise<string | null> => {
    const names = await readdir(join(archive, folder), { recursive: true }).catch(() => [])
    const fitting = names.filter((name) => name.endsWith(ending))
    const name = fitting[Math.floor(random() * fitting.length)]
    return name ? join(archive, folder, name) : null
  }
  const cut = async (path: string) => await truncate(path, Math.floor(random() * (await stat(path)).size))
  const roll = random()
  if (roll < 0.4) {
    const path = (await ledgerFiles(archive)).at(-1)
    const lines = path ? (await readFile(path, 'utf8')).split('\n') : []
    if (!path || lines.length < 2) return null
    // One that the kill tore has its wound already.
    if (lines.at(-1) !== '') return { what: 'a torn line', kind: 'ledger-tail' }
    await appendFile(path, lines.at(-2)!.slice(0, 1 + Math.floor(random() * 80)))
    return { what: 'a torn line', kind: 'ledger-tail' }
  }
  if (roll < 0.6) {
    const path = await pick('catalogue/records', '.json')
    if (path) await cut(path)
    return path === null ? null : { what: `a torn shard ${path}`, kind: 'catalogue-shard' }
  }
  if (roll < 0.7) {
    const path = await pick('catalogue', 'head.json')
    if (path) await writeFile(path, '\0'.repeat(100))
    return path === null ? null : { what: 'an empty head', kind: 'catalogue' }
  }
  if (roll < 0.9) {
    const path = await pick('cache/search', random() < 0.5 ? '.segment' : 'manifest.json')
    if (path) await cut(path)
    // A segment that the manifest does not name yet is no damage.
    return path && path.endsWith('.json') ? { what: `a torn ${path}`, kind: 'index' } : null
  }
  const path = await pick('cache/text', '.json')
  if (path) await cut(path)
  return null
}

const isTold = (wound: Wound, { repairs }: SeenState): boolean =>
  repairs.some(
    ({ kind }) => kind === wound.kind || (wound.kind === 'catalogue-shard' && kind === 'catalogue'),
  )
