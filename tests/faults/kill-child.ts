import { writeSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openHost, type Host } from '../../electron/core/host/host.ts'
import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import type { RecordId } from '../../shared/model/ids.ts'
import { chooseOps } from './kill-acts.ts'
import type { ChildOrders, Op, SeenConflict, SeenRow, SeenState, ChildMessage } from './kill-protocol.ts'
import { randomFrom } from '../tools/random.ts'

// Run as a separate process, so that it can be killed at any moment: kill-child.js <orders as JSON>
const orders = JSON.parse(process.argv[2]!) as ChildOrders // written by kill-points.ts
const random = randomFrom(orders.seed)
let host: Host

// Written synchronously to the pipe, so that everything sent before a kill can be read after it.
function send(message: ChildMessage): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`)
  for (let done = 0; done < bytes.length;) {
    try {
      done += writeSync(1, bytes, done)
    } catch (cause) {
      // The pipe is full at the moment.
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause
    }
  }
}

async function ask<Name extends MethodName>(method: Name, params: ParamsInput<Name>): Promise<Reply<Name>> {
  const result = await host.call(method, params)
  if (!result.ok) throw Object.assign(new Error(`${method}: ${result.error.message}`), result.error)
  return result.value as Reply<Name> // the host replies what the contract says
}

async function open(): Promise<number> {
  const started = performance.now()
  host = await openHost({
    home: orders.home,
    resources: '',
    actor: 'kill test',
    appName: 'Holdfast',
    version: '0.0.0',
    archive: orders.archive,
    // The copy that is worked on apart came from another computer.
    isMine: true,
    ...(orders.isFirst ? { create: { title: 'Kill test' } } : {}),
  })
  return performance.now() - started
}

async function inspect(openMs: number): Promise<SeenState> {
  const listed: string[] = []
  for (let total = 1; listed.length < total;) {
    const found = await ask('search.find', { limit: 500, offset: listed.length, sort: 'accession' })
    total = found.total
    if (found.hits.length === 0) break
    listed.push(...found.hits.map(({ id }) => id))
  }
  const rows: Record<string, SeenRow> = {}
  const lines = await readLedger()
  for (const id of namedIn(lines)) rows[id] = seen(await ask('records.get', { id }))
  const { damages } = await ask('custody.verify', { mode: 'full', fresh: true })
  return {
    device: (await ask('custody.health', {})).device,
    rows,
    listed,
    conflicts: (await ask('merges.conflicts', {})).map(seenConflict),
    damages: damages.map(({ message }) => message),
    repairs: await ask('archive.repairs', {}),
    lines: lines.filter(isNews),
    openMs,
  }
}

const known: Record<string, number> = { ...orders.known }

/** Whether a line was not sent before. */
function isNews({ device, seq }: LedgerEntry): boolean {
  if (seq <= (known[device] ?? 0)) return false
  known[device] = seq
  return true
}

function seen(record: Reply<'records.get'>): SeenRow {
  const { title, description, tags, withdrawn, objects } = record
  const hash = objects[0]?.hash ?? ''
  return {
    title,
    description: short(description),
    tags: [...tags].sort(),
    withdrawn: withdrawn !== null,
    hash,
  }
}

function seenConflict({ row, field, mine, theirs }: Reply<'merges.conflicts'>[number]): SeenConflict {
  const side = ({ value, by: { device, seq } }: typeof mine) => ({
    value:
      field === 'withdrawn' ? value !== null : field === 'description' ? short(String(value)) : String(value),
    device,
    seq,
  })
  return { row, field, mine: side(mine), theirs: side(theirs) }
}

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The lines of every device, in the order of each device. */
async function readLedger(): Promise<LedgerEntry[]> {
  const ledger = join(orders.archive, 'ledger')
  const names = (await readdir(ledger, { recursive: true })).filter((name) => name.endsWith('.jsonl')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(ledger, name), 'utf8')))
  return texts.flatMap((text) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LedgerEntry),
  ) // complete, or verification would have reported it
}

const namedIn = (lines: readonly LedgerEntry[]): Set<RecordId> =>
  new Set(
    lines.flatMap(({ changes }) =>
      changes.flatMap(({ table, id }) => (table === 'records' ? [id as RecordId] : [])),
    ),
  )

let imports = 0
/** The copy that is still to be merged. */
let { merge } = orders
async function run(number: number, op: Op): Promise<void> {
  send({ type: 'begun', number, op })
  try {
    const titles = await carryOut(op)
    send({ type: 'acknowledged', number, titles })
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? String(cause) // an error of the host, or a bug
    send({ type: 'refused', number, code })
  }
}

async function carryOut(op: Op): Promise<string[]> {
  switch (op.kind) {
    case 'create':
      await ask('records.create', { kind: 'statement', title: op.title, text: op.text })
      return [op.title]
    case 'import':
      return await importFiles(op)
    case 'edit':
      await ask('records.edit', { ids: [...op.ids], set: { title: op.title } })
      return []
    case 'describe':
      await ask('records.edit', { ids: [...op.ids], set: { description: op.description } })
      return []
    case 'tag':
      await ask('tags.apply', { ids: [...op.ids], add: [...op.add], remove: [...op.remove] })
      return []
    case 'withdraw':
      await ask('records.withdraw', { ids: [...op.ids], reason: 'by chance' })
      return []
    case 'new-tag':
      await ask('tags.create', { path: op.path })
      return []
    case 'undo':
      await ask('archive.undo', {})
      return []
    case 'redo':
      await ask('archive.redo', {})
      return []
    case 'sign':
      await ask('custody.head', {})
      return []
    case 'reopen':
      await host.close()
      await open()
      return []
    case 'merge': {
      const [ticket] = host.issueTickets([op.copy])
      await ask('merges.run', { folder: ticket!.id })
      merge = null
      return []
    }
  }
}

async function importFiles(op: Extract<Op, { kind: 'import' }>): Promise<string[]> {
  const folder = join(orders.sources, `${orders.seed}-${(imports += 1)}`)
  await mkdir(folder, { recursive: true })
  for (const { title, text } of op.files) await writeFile(join(folder, title), text)
  const tickets = host.issueTickets([folder]).map(({ id }) => id)
  const { job } = await ask('imports.start', { tickets, tags: [...op.tags] })
  const { outcomes, failed } = await ask('imports.wait', { job })
  if (failed > 0) throw new Error(`import: ${outcomes.find(({ outcome }) => outcome === 'failed')?.message}`)
  return outcomes.map(({ name }) => name)
}

async function work(acts = Infinity): Promise<void> {
  // A child that works until it is killed may merge at any time; one that ends on its own must merge first.
  const chance = acts === Infinity ? 0.4 : 1
  for (let number = 1, done = 0; done < acts; done += 1) {
    const { hits } = await ask('search.find', { limit: 500, sort: 'accession' })
    const tags = (await ask('tags.list', {})).map(({ id }) => id)
    const listed = hits.map(({ id }) => id)
    const stock = { listed, tags, merge: merge === null ? null : { copy: merge, chance } }
    // Several acts at once share one sync; they touch different records.
    const ops = chooseOps(random, `${orders.seed}-${number}`, stock)
    await Promise.all(ops.map((op) => run(number++, op)))
  }
}

send({ type: 'started' })
try {
  send({ type: 'opened', state: await inspect(await open()) })
  await work(orders.acts ?? Infinity)
  await host!.close()
  send({ type: 'closed', lines: (await readLedger()).filter(isNews) })
} catch (cause) {
  send({ type: 'failed', problem: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
}
process.exit()
