import { join } from 'node:path'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { parseEntry } from './line.ts'
import { listDevices, readLines } from './read.ts'

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
  for (const device of await listDevices(ledger)) {
    let seq = 0
    for await (const { bytes, torn } of readLines(join(ledger, device))) {
      seq += 1
      const entry = !torn && mayBe({ device, seq, bytes }) ? parseEntry(bytes) : null
      if (entry) found.push(entry)
    }
  }
  return found.sort(inFoldOrder)
}

type Placed = Pick<LedgerEntry, 'at' | 'device' | 'seq'>

/** The order in which entries are folded into the catalogue: by time, then device, then number. */
export function inFoldOrder(a: Placed, b: Placed): number {
  return compare(a.at, b.at) || compare(a.device, b.device) || a.seq - b.seq
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
