import { join } from 'node:path'
import type { Damage } from '../../../../shared/contract/custody.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { ContentObject } from '../../../../shared/model/record.ts'
import { noHead, type LedgerHead, type LedgerHeads } from './head.ts'
import { isForeign, type LineTrust } from '../../trust/trust.ts'
import { checkLine, type LineCheck } from './line.ts'
import { errnoOf } from '../../disk/durable.ts'
import { listDevices, readLines, type LedgerLine } from './read.ts'

/** The outcome of a check of all ledgers of an archive. */
export interface LedgerCheck {
  readonly lines: number
  readonly heads: LedgerHeads
  readonly damages: readonly Damage[]
  /** By device, how many lines have a device code of this computer and were not written by it. */
  readonly foreign: Readonly<Record<string, number>>
}

/** A line that something outside the ledger has seen; `seenBy` says what, in words that precede the entry's number. */
export interface Pin {
  readonly device: string
  readonly seq: number
  readonly hash: string
  readonly seenBy: string
  /** Seen in another copy, so this one need not reach it. */
  readonly mayBeAhead?: boolean
  readonly file?: string
  readonly line?: number
}

/** Where a line is, for people to find it. */
export interface LineAt {
  readonly file: string
  readonly line: number
}

/**
 * Checks every line of every device against its hash and the line before it. After a damaged line the chain continues
 * from the hash that the line itself gives, so that one damage is reported once. A ledger that ends before a pin was
 * truncated; one with a different line at a pin was rewritten. `onEntry` is called with every entry that can be
 * parsed, damaged or not.
 */
export async function verifyLedger(
  ledgerFolder: string,
  pins: readonly Pin[],
  onEntry: (entry: LedgerEntry, at: LineAt) => void = () => undefined,
  trust?: LineTrust,
): Promise<LedgerCheck> {
  const damages: Damage[] = []
  const heads: LedgerHeads = {}
  const foreign: Record<string, number> = {}
  let lines = 0
  for (const device of new Set([...(await listDevices(ledgerFolder)), ...pins.map((pin) => pin.device)])) {
    const own = pins.filter((pin) => pin.device === device)
    const check = await verifyDevice({ ledgerFolder, device, trust }, own, onEntry)
    lines += check.lines
    heads[device] = check.head
    if (check.foreign > 0) foreign[device] = check.foreign
    damages.push(...check.damages, ...truncated(device, check.head, own))
  }
  return { lines, heads, damages, foreign }
}

async function verifyDevice(
  { ledgerFolder, device, trust }: { ledgerFolder: string; device: string; trust: LineTrust | undefined },
  pins: readonly Pin[],
  onEntry: (entry: LedgerEntry, at: LineAt) => void,
): Promise<{ lines: number; head: LedgerHead; damages: Damage[]; foreign: number }> {
  const damages: Damage[] = []
  const foreign = countForeign(device, trust)
  let head = noHead
  let lines = 0
  const unreadable = (cause: unknown) => damages.push(unreadableLine(device, head, cause))
  for await (const line of untilUnreadable(readLines(join(ledgerFolder, device)), unreadable)) {
    // A torn last line was never acknowledged; if it was, the catalogue reaches further and reveals it.
    if (line.torn) break
    lines += 1
    const check = checkLine(line.bytes, device, head)
    if (!check.ok) {
      const file = `ledger/${device}/${line.file}`
      const message = `${file}, line ${line.line}: ${check.problem}.`
      damages.push({ kind: check.kind, file, line: line.line, message })
    }
    if (check.ok) foreign.take(check, line)
    if (check.entry) onEntry(check.entry, { file: `ledger/${device}/${line.file}`, line: line.line })
    // An altered line cannot be trusted about its own hash; the next line says what it was.
    const trusted = check.ok || check.kind === 'ledger-chain' ? check.entry : undefined
    const hash = trusted?.hash ?? (await nextPrev(ledgerFolder, device, line)) ?? check.entry?.hash ?? ''
    const after = { seq: trusted?.seq ?? head.seq + 1, hash, at: trusted?.at ?? head.at }
    head = { file: line.file, offset: line.end, line: line.line + 1, ...after }
    // A line that is wrong in itself has been reported; a pin reveals one that is correct in itself but different.
    if (check.ok) damages.push(...rewritten(pins, head, line))
  }
  return { lines, head, damages: [...damages, ...foreign.damages()], foreign: foreign.count() }
}

/** Counts the lines of a device of this computer that this computer did not write; they are one damage. */
function countForeign(device: string, trust: LineTrust | undefined) {
  let first: LineAt | null = null
  let count = 0
  return {
    take({ entry, content }: Extract<LineCheck, { ok: true }>, { file, line }: LineAt): void {
      const { seq, seal } = entry
      if (!trust || !isForeign(trust, { device, seq, seal, content })) return
      first ??= { file: `ledger/${device}/${file}`, line }
      count += 1
    },
    count: () => count,
    damages(): Damage[] {
      if (!first) return []
      const { file, line } = first
      const more = count > 1 ? ` So do ${count - 1} more lines of this ledger.` : ''
      const message = `${file}, line ${line}: it has the device code of this computer, but this computer did not write it.${more}`
      return [{ kind: 'ledger-foreign', file, line, message }]
    },
  }
}

// An unreadable file is one damage, reported at the point where reading ended; the rest is still checked.
async function* untilUnreadable(
  lines: AsyncGenerator<LedgerLine>,
  onUnreadable: (cause: unknown) => void,
): AsyncGenerator<LedgerLine> {
  try {
    yield* lines
  } catch (cause) {
    if (errnoOf(cause) === null) throw cause
    onUnreadable(cause)
  }
}

function unreadableLine(device: string, { file: name, line }: LedgerHead, cause: unknown): Damage {
  const file = `ledger/${device}/${name}`
  const message = `${file} could not be read from line ${line} on (${errnoOf(cause)}).`
  return { kind: 'ledger-line', file, line, message }
}

async function nextPrev(
  ledgerFolder: string,
  device: string,
  after: { file: string; end: number; line: number },
): Promise<string | null> {
  const from = { file: after.file, offset: after.end, line: after.line + 1 }
  for await (const line of readLines(join(ledgerFolder, device), from)) {
    return /"prev":"([0-9a-f]{64})"/.exec(line.bytes.toString('utf8'))?.[1] ?? null
  }
  return null
}

function rewritten(pins: readonly Pin[], head: LedgerHead, at: LineAt): Damage[] {
  const other = pins.filter((pin) => pin.seq === head.seq && pin.hash !== head.hash)
  if (other.length === 0) return []
  const file = `ledger/${other[0]!.device}/${at.file}`
  const seen = other.map((pin) => pin.seenBy).join('; ')
  const message = `${file}, line ${at.line}: entry ${head.seq} is not the one that was there (${seen}).`
  return [{ kind: 'ledger-chain', file, line: at.line, message }]
}

function truncated(device: string, head: LedgerHead, pins: readonly Pin[]): Damage[] {
  const beyond = pins
    .filter((pin) => pin.seq > head.seq && pin.mayBeAhead !== true)
    .sort((a, b) => b.seq - a.seq)
  const [farthest] = beyond
  if (!farthest) return []
  const file = `ledger/${device}/${farthest.file ?? head.file}`
  const seen = beyond.map((pin) => `${pin.seenBy} entry ${pin.seq}`).join('; ')
  const from = head.seq + 1
  const lost = from === farthest.seq ? `Entry ${from} is` : `Entries ${from} to ${farthest.seq} are`
  const message = `${file} ends at entry ${head.seq}. ${lost} missing: ${seen}.`
  const line = farthest.line ?? head.line + (farthest.seq - head.seq) - 1
  return [{ kind: 'ledger-missing', file, line, message }]
}

/** An object named by an entry, with its size and the record it belongs to. */
export interface NamedObject {
  readonly hash: string
  readonly sizeBytes: number
  readonly record: string
}

/** The objects that an entry names. */
export function objectsIn(entry: LedgerEntry): NamedObject[] {
  return entry.changes.flatMap((change) => {
    if (change.table !== 'records') return []
    const set = change.set?.['objects']
    return [...(Array.isArray(set) ? set : []), ...(change.add?.['objects'] ?? [])].flatMap((each) => {
      const object = ContentObject.safeParse(each)
      return object.success
        ? [{ hash: object.data.hash, sizeBytes: object.data.sizeBytes, record: change.id }]
        : []
    })
  })
}
