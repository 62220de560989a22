import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoOf } from '../../disk/durable.ts'

/**
 * A line of a device's ledger. `end` is the offset after its line end; `torn` means that it is the very last line and
 * has no line end.
 */
export interface LedgerLine {
  readonly file: string
  readonly line: number
  readonly offset: number
  readonly end: number
  readonly bytes: Buffer
  readonly torn: boolean
}

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
const NEWLINE = 10

/** The devices that have written to an archive, sorted. */
export async function listDevices(ledgerFolder: string): Promise<string[]> {
  const entries = await readdir(ledgerFolder, { withFileTypes: true }).catch(emptyWhenAbsent)
  return (
    entries
      // Any other folder, such as a copy that somebody put there, is not a ledger.
      .filter((entry) => entry.isDirectory() && DEVICE.test(entry.name))
      .map((entry) => entry.name)
      .sort()
  )
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

/** Every line of a device's ledger in order, from the start or from a place. Memory holds one line at a time. */
export async function* readLines(deviceFolder: string, from?: LinePlace): AsyncGenerator<LedgerLine> {
  const files = await listSegments(deviceFolder)
  for (const file of files) {
    if (from && file < from.file) continue
    const start = from && file === from.file ? from : { offset: 0, line: 1 }
    for await (const line of readSegment(deviceFolder, file, start))
      // Before another file, a missing line end is no crash: the line is read, and then fails the check of the chain.
      yield line.torn && file !== files.at(-1) ? { ...line, torn: false } : line
  }
}

async function* readSegment(
  folder: string,
  file: string,
  start: { offset: number; line: number },
): AsyncGenerator<LedgerLine> {
  let { offset, line } = start
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(join(folder, file), { start: offset, highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer // a stream without an encoding yields buffers
    let from = 0
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      const complete = Buffer.concat([...rest, bytes.subarray(from, at)])
      rest = []
      yield { file, line, offset, end: offset + complete.length + 1, bytes: complete, torn: false }
      offset += complete.length + 1
      line += 1
      from = at + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
  if (rest.length === 0) return
  const torn = Buffer.concat(rest)
  yield { file, line, offset, end: offset + torn.length, bytes: torn, torn: true }
}

function emptyWhenAbsent(cause: unknown): [] {
  if (errnoOf(cause) === 'ENOENT') return []
  throw cause
}
