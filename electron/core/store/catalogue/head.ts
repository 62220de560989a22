import { z } from 'zod'
import { writeDurably } from '../../disk/durable.ts'
import { readJson } from '../../disk/read-json.ts'
import { CustodyState, noCustody } from '../ledger/custody-state.ts'
import { LedgerHeads } from '../ledger/head.ts'
import type { Pin } from '../ledger/verify.ts'
import { UndoState } from '../undo/undo-stack.ts'

/**
 * The shards that exist, each with the checksum of its file; null if it is not known, as in heads that only listed
 * names.
 */
export const ShardSums = z.union([
  z.record(z.string(), z.int().nullable()),
  z
    .array(z.string())
    .transform((names): Record<string, number | null> =>
      Object.fromEntries(names.map((name) => [name, null])),
    ),
])
export type ShardSums = z.infer<typeof ShardSums>

/**
 * What the catalogue covers, written after its shards: they are at least this new, and replaying from here is
 * harmless.
 */
export const CatalogueHead = z.object({
  version: z.literal(1),
  covers: LedgerHeads,
  shards: ShardSums,
  nextSequence: z.record(z.string(), z.int()),
  /** What the device that wrote this head can undo; each device keeps its own stack. */
  undo: UndoState.extend({ device: z.string() }),
  custody: CustodyState.default(noCustody),
})
export type CatalogueHead = z.infer<typeof CatalogueHead>

/** It lists the shards: one for each 64 records. */
const HEAD_BYTES = 64 << 20

/**
 * The head stored in a catalogue, or null when it is missing or incomplete; the ledger is then folded from its start.
 */
export async function readCatalogueHead(path: string): Promise<CatalogueHead | null> {
  return await readJson(path, CatalogueHead, HEAD_BYTES)
}

/** Replaces the head; afterwards it is on disk. Throws `store.*`. */
export async function writeCatalogueHead(path: string, head: CatalogueHead): Promise<void> {
  await writeDurably(path, `${JSON.stringify(head, null, 1)}\n`)
}

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
