import { join } from 'node:path'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { parseEntry } from './line.ts'
import { inCausalOrder, type OrderedLine } from './order.ts'
import { chunkBytesFor, listDevices, readLines } from './read.ts'

/** A line before parsing: most are not wanted, and their bytes show it. */
export interface RawLine {
  readonly device: string
  /** The number of the line, which is also its entry's. */
  readonly seq: number
  readonly bytes: Buffer
}

/**
 * The entries of all devices whose lines may be wanted, in the order in which they are folded into the catalogue;
 * hashes are not checked.
 */
export async function findEntries(ledger: string, mayBe: (line: RawLine) => boolean): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = []
  const devices = await listDevices(ledger)
  const chunkBytes = chunkBytesFor(devices.length)
  const ledgers = new Map(
    devices.map((device) => [device, rawLines(join(ledger, device), device, chunkBytes)]),
  )
  for await (const line of inCausalOrder(ledgers, () => 0)) {
    const entry = mayBe(line) ? parseEntry(line.bytes) : null
    if (entry) found.push(entry)
  }
  return found
}

async function* rawLines(
  deviceFolder: string,
  device: string,
  chunkBytes: number,
): AsyncGenerator<RawLine & OrderedLine> {
  let seq = 0
  for await (const { bytes, torn } of readLines(deviceFolder, undefined, { chunkBytes })) {
    if (torn) return
    seq += 1
    yield { device, seq, at: timeIn(bytes), seen: seenIn(bytes), bytes }
  }
}

const [AT, SEEN] = [Buffer.from('"at":"'), Buffer.from('"seen":{')]
const INSTANT_LENGTH = 24

// Of the members of an entry, which are sorted, only `act`, `action` and `actor` come before its time. Most lines are
// not wanted, and parsing them would take longer than reading them.
function timeIn(bytes: Buffer): string {
  const at = bytes.indexOf(AT)
  return at < 0 ? '' : bytes.toString('latin1', at + AT.length, at + AT.length + INSTANT_LENGTH)
}

function seenIn(bytes: Buffer): OrderedLine['seen'] {
  return bytes.includes(SEEN) ? parseEntry(bytes)?.seen : undefined
}

type Placed = Pick<LedgerEntry, 'at' | 'device' | 'seq'>

/** The order in which people read entries: by time, then device, then number. */
export function byTime(a: Placed, b: Placed): number {
  return compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
