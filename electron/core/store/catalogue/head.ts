import { z } from 'zod'
import { writeDurably } from '../../disk/durable.ts'
import { parseJson } from '../../../../shared/parse-json.ts'
import { readJson } from '../../disk/read-json.ts'
import { readSmallFile } from '../../disk/small-file.ts'
import type { Marks } from '../../trust/marks.ts'
import { CustodyState, noCustody } from '../ledger/custody-state.ts'
import { LedgerHeads } from '../ledger/head.ts'
import type { Pin } from '../ledger/verify.ts'
import { UndoState } from '../undo/undo-stack.ts'

/** The shards that exist, each with the mark of its file; null if it is not known. */
export const ShardSums = z.record(z.string(), z.string().nullable())
export type ShardSums = z.infer<typeof ShardSums>

/** What the lines that a catalogue covers say about the order of those to come. */
export const FoldOrder = z.object({
  /** The latest time of any line. */
  latest: z.string(),
  /** The device that wrote the head, and how far its ledger says that it has seen the others. */
  device: z.string(),
  seen: z.record(z.string(), z.int()),
  /** By device, the last line that somebody has seen and that is not here. */
  awaits: z.record(z.string(), z.int()),
  /** True if lines claim to have seen one another; then only a fold of everything gives their order. */
  isTangled: z.boolean(),
})
export type FoldOrder = z.infer<typeof FoldOrder>

/** The order before the first line. */
export const noOrder: FoldOrder = { latest: '', device: '', seen: {}, awaits: {}, isTangled: false }

/**
 * What the catalogue covers, written after its shards: they are at least this new, and replaying from here is
 * harmless.
 */
export const CatalogueHead = z.object({
  version: z.literal(2),
  covers: LedgerHeads,
  order: FoldOrder,
  shards: ShardSums,
  nextSequence: z.record(z.string(), z.int()),
  /** What the device that wrote this head can undo; each device keeps its own stack. */
  undo: UndoState.extend({ device: z.string() }),
  custody: CustodyState.default(noCustody),
})
export type CatalogueHead = z.infer<typeof CatalogueHead>

/** It lists the shards: one for each 64 records. */
export const HEAD_BYTES = 64 << 20

/**
 * The head stored in a catalogue, or null when it is missing, incomplete or not marked by this computer; the ledger is
 * then folded from its start.
 */
export async function readCatalogueHead(path: string, marks: Marks): Promise<CatalogueHead | null> {
  const text = (await readSmallFile(path, HEAD_BYTES).catch(() => Buffer.alloc(0))).toString('utf8')
  const [, mark, rest] = MARKED.exec(text) ?? []
  if (rest === undefined || !marks.holds('catalogue', mark, HEAD, rest)) return null
  return CatalogueHead.safeParse(parseJson(text)).data ?? null
}

/** What a catalogue says that it has seen of each ledger, whoever wrote it: for verification, which believes nothing. */
export async function readClaimedCovers(path: string): Promise<LedgerHeads> {
  return (await readJson(path, CatalogueHead.pick({ covers: true }), HEAD_BYTES))?.covers ?? {}
}

/** Replaces the head; afterwards it is on disk. Throws `store.*`. */
export async function writeCatalogueHead(path: string, head: CatalogueHead, marks: Marks): Promise<void> {
  const rest = `${JSON.stringify(head, null, 1).slice(1)}\n`
  await writeDurably(path, `{"mark":"${marks.mark('catalogue', HEAD, rest)}",${rest}`)
}

/** The name of the head among the parts of a catalogue. */
const HEAD = 'head'
const MARKED = /^\{"mark":"([\w-]{22})",([^]*)$/

/**
 * What the catalogue has seen of each ledger. It is in the archive itself, and still reveals a ledger that alone was
 * truncated.
 */
export function cataloguePins(covers: LedgerHeads): Pin[] {
  return Object.entries(covers).map(([device, { seq, hash, file, line }]) => ({
    device,
    seq,
    hash,
    file,
    line: line - 1,
    seenBy: 'the catalogue has seen',
  }))
}
