import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../../shared/errors.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { asStoreError, writeDurably } from '../../disk/durable.ts'
import { isForeign, type LineTrust } from '../../trust/trust.ts'
import { noHead, type LedgerHead, type LedgerHeads } from './head.ts'
import { checkLine } from './line.ts'
import { inCausalOrder, type OrderedLine } from './order.ts'
import { chunkBytesFor, listDevices, readLines, type LedgerLine, type LinePlace } from './read.ts'

/** A checked line with its device and the head after it. */
export interface ReplayedLine extends OrderedLine {
  readonly entry: LedgerEntry
  readonly place: LinePlace
  readonly head: LedgerHead
}

/** The first line under a device code of this computer that this computer did not write. */
export interface ForeignLine {
  readonly device: string
  readonly seq: number
  readonly place: LinePlace
}

/** How a ledger is replayed. */
export interface ReplayOptions {
  /** With it, the ledger of a device of this computer ends before the first line that this computer did not write. */
  readonly trust?: LineTrust | undefined
  readonly onForeign?: (line: ForeignLine) => void
  /** Called when lines claim to have seen one another. */
  readonly onTangle?: () => void
}

/**
 * Every line after `from`, of all devices, in the order in which they are folded, each checked against the chain.
 * Throws `ledger.damaged` at a damaged line. A torn last line is skipped: a crash left it, and it was never reported as
 * saved.
 */
export async function* replay(
  ledgerFolder: string,
  from: LedgerHeads,
  options: ReplayOptions = {},
): AsyncGenerator<ReplayedLine> {
  const devices = await listDevices(ledgerFolder)
  const chunkBytes = chunkBytesFor(devices.length)
  const ledgers = devices.map((device) => {
    const start = from[device] ?? noHead
    return [device, deviceLines({ ledgerFolder, device, from: start, chunkBytes }, options)] as const
  })
  yield* inCausalOrder(new Map(ledgers), (device) => from[device]?.seq ?? 0, options.onTangle)
}

interface DeviceLedger {
  readonly ledgerFolder: string
  readonly device: string
  readonly from: LedgerHead
  readonly chunkBytes: number
}

async function* deviceLines(
  { ledgerFolder, device, from, chunkBytes }: DeviceLedger,
  { trust, onForeign }: ReplayOptions,
): AsyncGenerator<ReplayedLine> {
  let head = from
  for await (const line of readLines(join(ledgerFolder, device), from, { chunkBytes })) {
    if (line.torn) return
    const check = checkLine(line.bytes, device, head)
    if (!check.ok) {
      const file = `ledger/${device}/${line.file}`
      throw new AppError('ledger.damaged', { file, line: line.line, problem: check.problem })
    }
    const { entry, content } = check
    const { seq, at, seal, seen } = entry
    const place = { file: line.file, offset: line.offset, line: line.line }
    if (trust && isForeign(trust, { device, seq, seal, content })) {
      onForeign?.({ device, seq, place })
      return
    }
    head = headAfter(line, entry)
    yield { device, seq, at, seen, entry, place, head }
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
