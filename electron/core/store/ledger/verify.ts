import { join } from 'node:path'
import type { Damage } from '../../../../shared/contract/custody.ts'
import type { LedgerEntry } from '../../../../shared/model/ledger-entry.ts'
import { ContentObject } from '../../../../shared/model/record.ts'
import { noHead, type LedgerHead, type LedgerHeads } from '../head.ts'
import { checkLine } from './line.ts'
import { errnoOf } from '../../disk/durable.ts'
import { listDevices, readLines, type LedgerLine } from './read.ts'

export interface LedgerCheck {
  readonly lines: number
  readonly heads: LedgerHeads
  readonly damages: readonly Damage[]
}

/**
 * Checks every line of every device against its hash and the one before it. After a damaged line the chain is taken up
 * again from what that line says of itself, so that one damage is named once. A ledger that ends before `reached` was cut.
 * `onEntry` is told every entry that can be read, damaged or not.
 */
export async function verifyLedger(
  ledgerFolder: string,
  reached: LedgerHeads,
  onEntry: (entry: LedgerEntry) => void = () => {},
): Promise<LedgerCheck> {
  const damages: Damage[] = []
  const heads: LedgerHeads = {}
  let lines = 0
  for (const device of new Set([...(await listDevices(ledgerFolder)), ...Object.keys(reached)])) {
    const check = await verifyDevice(ledgerFolder, device, onEntry)
    lines += check.lines
    heads[device] = check.head
    damages.push(...check.damages, ...cutOff(device, check.head, reached[device]))
  }
  return { lines, heads, damages }
}

async function verifyDevice(
  ledgerFolder: string,
  device: string,
  onEntry: (entry: LedgerEntry) => void,
): Promise<{ lines: number; head: LedgerHead; damages: Damage[] }> {
  const damages: Damage[] = []
  let head = noHead
  let lines = 0
  const unreadable = (cause: unknown) => damages.push(unreadableLine(device, head, cause))
  for await (const line of untilUnreadable(readLines(join(ledgerFolder, device)), unreadable)) {
    // A torn last line was never acknowledged; where it was, the catalogue reaches further and says so.
    if (line.torn) break
    lines += 1
    const check = checkLine(line.bytes, device, head)
    if (!check.ok) {
      const file = `ledger/${device}/${line.file}`
      const message = `${file}, line ${line.line}: ${check.problem}.`
      damages.push({ kind: check.kind, file, line: line.line, message })
    }
    if (check.entry) onEntry(check.entry)
    // What an altered line says of itself is not to be trusted; the line behind it says what its hash was.
    const said = check.ok || check.kind === 'ledger-chain' ? check.entry : undefined
    const hash = said?.hash ?? (await nextPrev(ledgerFolder, device, line)) ?? check.entry?.hash ?? ''
    const after = { seq: said?.seq ?? head.seq + 1, hash, at: said?.at ?? head.at }
    head = { file: line.file, offset: line.end, line: line.line + 1, ...after }
  }
  return { lines, head, damages }
}

// A file that the disk does not give back is one damage, named where reading ended; the rest is still looked at.
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

function cutOff(device: string, head: LedgerHead, reached: LedgerHead | undefined): Damage[] {
  if (!reached || head.seq > reached.seq || (head.seq === reached.seq && head.hash === reached.hash))
    return []
  const file = `ledger/${device}/${reached.file}`
  const [kind, message] =
    head.seq < reached.seq
      ? ([
          'ledger-missing',
          `${file} ends at entry ${head.seq}; the catalogue has seen entry ${reached.seq}.`,
        ] as const)
      : (['ledger-chain', `${file}: entry ${head.seq} is not the one that the catalogue has seen.`] as const)
  return [{ kind, file, line: reached.line - 1, message }]
}

/** An object that an entry names, with its size and the record it belongs to. */
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
