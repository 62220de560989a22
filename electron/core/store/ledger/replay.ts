import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../../shared/errors.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { asStoreError, writeDurably } from '../../disk/durable.ts'
import { noHead, type LedgerHead, type LedgerHeads } from './head.ts'
import { checkLine } from './line.ts'
import { listDevices, readLines, type LedgerLine, type LinePlace } from './read.ts'

/** A checked line with its device and the head after it. */
export interface ReplayedLine {
  readonly device: string
  readonly entry: LedgerEntry
  readonly place: LinePlace
  readonly head: LedgerHead
}

/** What is in memory of the files of all devices together, besides one line of each. */
const CHUNKS_BYTES = 64 << 20

/**
 * Every line after `from`, of all devices, in (time, device, seq) order, each checked against the chain. Throws
 * `ledger.damaged` at a damaged line. A torn last line is skipped: a crash left it, and it was never reported as
 * saved.
 */
export async function* replay(ledgerFolder: string, from: LedgerHeads): AsyncGenerator<ReplayedLine> {
  const devices = await listDevices(ledgerFolder)
  const chunkBytes = Math.ceil(CHUNKS_BYTES / Math.max(64, devices.length))
  const streams = devices.map((device) =>
    deviceLines(ledgerFolder, device, { from: from[device] ?? noHead, chunkBytes }),
  )
  const fronts = await Promise.all(streams.map((stream) => stream.next()))
  for (;;) {
    const next = earliest(fronts)
    if (next < 0) return
    const front = fronts[next]!
    yield front.value as ReplayedLine // a finished front is never the earliest
    fronts[next] = await streams[next]!.next()
  }
}

async function* deviceLines(
  ledgerFolder: string,
  device: string,
  { from, chunkBytes }: { readonly from: LedgerHead; readonly chunkBytes: number },
): AsyncGenerator<ReplayedLine> {
  let head = from
  for await (const line of readLines(join(ledgerFolder, device), from, { chunkBytes })) {
    if (line.torn) return
    const check = checkLine(line.bytes, device, head)
    if (!check.ok) {
      const file = `ledger/${device}/${line.file}`
      throw new AppError('ledger.damaged', { file, line: line.line, problem: check.problem })
    }
    head = headAfter(line, check.entry)
    yield {
      device,
      entry: check.entry,
      place: { file: line.file, offset: line.offset, line: line.line },
      head,
    }
  }
}

function headAfter(line: LedgerLine, entry: LedgerEntry): LedgerHead {
  return {
    file: line.file,
    offset: line.end,
    line: line.line + 1,
    seq: entry.seq,
    hash: entry.hash,
    at: entry.at,
  }
}

function earliest(fronts: readonly IteratorResult<ReplayedLine>[]): number {
  let best = -1
  fronts.forEach((front, index) => {
    if (front.done) return
    const leader = best < 0 ? null : (fronts[best]!.value as ReplayedLine)
    if (!leader || front.value.entry.at < leader.entry.at) best = index
  })
  return best
}

/**
 * Removes a torn last line after `from` from a device's ledger and keeps its bytes in the inbox. Returns its place
 * and the name of the file in the inbox, or null when no line was torn. Throws `store.*`.
 */
export async function rollBackTornLine(
  deviceFolder: string,
  inbox: string,
  from?: LinePlace,
): Promise<{ file: string; line: number; aside: string } | null> {
  let last: LedgerLine | undefined
  for await (const line of readLines(deviceFolder, from)) last = line
  if (!last?.torn) return null
  const aside = `rolled-back-${basename(deviceFolder)}-${last.file.slice(0, 6)}-${last.line}.txt`
  try {
    await writeDurably(join(inbox, aside), last.bytes)
    await truncate(join(deviceFolder, last.file), last.offset)
  } catch (cause) {
    throw asStoreError(cause)
  }
  return { file: last.file, line: last.line, aside }
}

async function truncate(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
}
