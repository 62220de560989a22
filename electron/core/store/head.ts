import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeDurably } from '../disk/durable.ts'
import { GENESIS } from './ledger/line.ts'
import { DEVICE, SEGMENT } from './ledger/read.ts'
import { CustodyState, noCustody } from './custody-state.ts'
import { UndoState } from './undo-stack.ts'

/** How far into a device's ledger something reaches: the place of the next line, and the last line's number, hash and time. */
export const LedgerHead = z.object({
  file: z.string().regex(SEGMENT),
  offset: z.int().nonnegative(),
  line: z.int().positive(),
  seq: z.int(),
  hash: z.string(),
  at: z.string(),
})
export type LedgerHead = z.infer<typeof LedgerHead>

/** Before the first line. */
export const noHead: LedgerHead = { file: '000001.jsonl', offset: 0, line: 1, seq: 0, hash: GENESIS, at: '' }

/** The head of every device's ledger. */
export const LedgerHeads = z.record(z.string().regex(DEVICE), LedgerHead)
export type LedgerHeads = z.infer<typeof LedgerHeads>

/** The shards that exist, each with the checksum it was written with; null where that is not known, as in heads that only listed them. */
export const ShardSums = z.union([
  z.record(z.string(), z.int().nullable()),
  z
    .array(z.string())
    .transform((names): Record<string, number | null> =>
      Object.fromEntries(names.map((name) => [name, null])),
    ),
])
export type ShardSums = z.infer<typeof ShardSums>

/** What the catalogue covers, written after its shards: they are at least this new, and replaying from here is harmless. */
export const CatalogueHead = z.object({
  version: z.literal(1),
  covers: LedgerHeads,
  shards: ShardSums,
  nextSequence: z.record(z.string(), z.int()),
  /** What the device that wrote this can take back; each looks after its own. */
  undo: UndoState.extend({ device: z.string() }),
  custody: CustodyState.default(noCustody),
})
export type CatalogueHead = z.infer<typeof CatalogueHead>

/** The head that lies in a catalogue, or null when it is missing or not whole: then the ledger is folded anew. */
export async function readCatalogueHead(path: string): Promise<CatalogueHead | null> {
  try {
    const parsed = CatalogueHead.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Replaces the head; afterwards it is on disk. Throws `store.*`. */
export async function writeCatalogueHead(path: string, head: CatalogueHead): Promise<void> {
  await writeDurably(path, `${JSON.stringify(head, null, 1)}\n`)
}
