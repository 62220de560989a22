import { join } from 'node:path'
import { openPlain } from '../../disk/small-file.ts'
import type { LedgerHead } from './head.ts'
import { parseEntry } from './line.ts'
import { readLines } from './read.ts'

/** The hashes of some lines of a device's ledger, by their numbers; missing lines are left out. */
export async function hashesAt(
  ledgerFolder: string,
  device: string,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  let seq = 0
  for await (const line of readLines(join(ledgerFolder, device))) {
    if (found.size === wanted.size || line.torn) break
    seq += 1
    const entry = wanted.has(seq) ? parseEntry(line.bytes) : null
    if (entry?.seq === seq) found.set(seq, entry.hash)
  }
  return found
}

// A line with its changes may be long; its hash comes after them.
const TAIL_BYTES = 64 * 1024

/** True when the line that ends at a head's place is the one the head names. */
export async function endsWithEntry(deviceFolder: string, head: LedgerHead): Promise<boolean> {
  if (head.seq === 0) return true
  const file = await openPlain(join(deviceFolder, head.file)).catch(() => null)
  if (!file) return false
  try {
    const hash = Buffer.from(`"hash":"${head.hash}"`)
    const start = Math.max(0, head.offset - TAIL_BYTES)
    const bytes = Buffer.alloc(head.offset - start)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
    if (bytesRead < bytes.length || bytes.at(-1) !== 10) return false
    const last = bytes.subarray(bytes.lastIndexOf(10, -2) + 1, -1)
    return last.includes(hash)
  } finally {
    await file.close()
  }
}
