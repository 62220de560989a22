import { opendir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../../shared/errors.ts'
import { errnoOf } from '../../disk/durable.ts'
import { readSegment, type LedgerLine, type ReadLimits } from './read-segment.ts'

export type { LedgerLine } from './read-segment.ts'

/** Where reading starts: a file, the offset of a line's first byte and that line's number (from 1). */
export interface LinePlace {
  readonly file: string
  readonly offset: number
  readonly line: number
}

/** The name of a device's folder. */
export const DEVICE = /^[0-9a-hj-km-np-tv-z]{4}$/
/** The name of a file in it. */
export const SEGMENT = /^\d{6}\.jsonl$/

/** More computers than this have never written to one archive; folding the ledgers of a million would take hours. */
const MOST_DEVICES = 4096

/** The devices that have written to an archive, sorted. Throws `ledger.too-many-writers`. */
export async function listDevices(ledgerFolder: string, most = MOST_DEVICES): Promise<string[]> {
  const devices: string[] = []
  for await (const entry of await opendir(ledgerFolder).catch(emptyWhenAbsent)) {
    // Any other folder, such as a copy that somebody put there, is not a ledger.
    if (!entry.isDirectory() || !DEVICE.test(entry.name)) continue
    devices.push(entry.name)
    if (devices.length > most) throw new AppError('ledger.too-many-writers', { most })
  }
  return devices.sort()
}

/** Files and folders in a ledger folder that are not part of the ledger, as `<name>` or `<device>/<name>`, sorted. */
export async function listStrays(ledgerFolder: string): Promise<string[]> {
  const strays: string[] = []
  for (const entry of await readdir(ledgerFolder, { withFileTypes: true }).catch(emptyWhenAbsent)) {
    if (!entry.isDirectory() || !DEVICE.test(entry.name)) strays.push(entry.name)
    else
      for (const name of await readdir(join(ledgerFolder, entry.name)).catch(emptyWhenAbsent))
        if (!SEGMENT.test(name)) strays.push(`${entry.name}/${name}`)
  }
  return strays.filter((path) => !OF_THE_SYSTEM.test(path)).sort()
}

/** Files that file managers create everywhere. */
const OF_THE_SYSTEM = /(?:^|\/)(?:\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.directory)$/

/** Every hash named in a line of any device, including damaged lines. */
export async function hashesNamed(ledgerFolder: string): Promise<Set<string>> {
  const named = new Set<string>()
  for (const device of await listDevices(ledgerFolder)) {
    for await (const { bytes } of readLines(join(ledgerFolder, device)))
      for (const [, hash] of bytes.toString('latin1').matchAll(/"hash":"([0-9a-f]{64})"/g)) named.add(hash!)
  }
  return named
}

/** The segment files of a device, oldest first. */
export async function listSegments(deviceFolder: string): Promise<string[]> {
  const entries = await readdir(deviceFolder, { withFileTypes: true }).catch(emptyWhenAbsent)
  return entries
    .filter((entry) => SEGMENT.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}

/**
 * Every line of a device's ledger in order, from the start or from a place. Memory holds one line and one chunk at a
 * time, and no file stays open in between.
 */
export async function* readLines(
  deviceFolder: string,
  from?: LinePlace,
  limits?: Partial<ReadLimits>,
): AsyncGenerator<LedgerLine> {
  const files = await listSegments(deviceFolder)
  for (const file of files) {
    if (from && file < from.file) continue
    const start = from && file === from.file ? from : { offset: 0, line: 1 }
    for await (const line of readSegment({ folder: deviceFolder, file, ...start }, limits))
      // Before another file, a missing line end is no crash: the line is read, and then fails the check of the chain.
      yield line.torn && file !== files.at(-1) ? { ...line, torn: false } : line
  }
}

/** What is in memory of the files of all devices together, besides one line of each. */
const CHUNKS_BYTES = 64 << 20

/** How large the pieces are in which files are read when the ledgers of this many devices are read side by side. */
export function chunkBytesFor(devices: number): number {
  return Math.ceil(CHUNKS_BYTES / Math.max(64, devices))
}

function emptyWhenAbsent(cause: unknown): [] {
  if (errnoOf(cause) === 'ENOENT') return []
  throw cause
}
