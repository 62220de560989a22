import { join } from 'node:path'
import type { NoteRepair } from '../disk/set-aside.ts'
import { openCatalogue, type Catalogue } from './catalogue/catalogue.ts'
import { readCatalogueHead } from './catalogue/head.ts'
import { createFold } from './fold-lines.ts'
import type { CustodyState } from './ledger/custody-state.ts'
import type { LedgerHeads } from './ledger/head.ts'
import { replay } from './ledger/replay.ts'
import { chooseBasis, emptyBasis, refuseShortLedger, type Basis } from './recovery-basis.ts'
import { noteRebuilt, repairShard, rollBackTornTail } from './repair.ts'
import type { UndoStack } from './undo/undo-stack.ts'

/** The state of an archive after opening, and what it took to get there. */
export interface Recovered {
  readonly catalogue: Catalogue
  readonly heads: LedgerHeads
  readonly nextSequence: Readonly<Record<string, number>>
  readonly undo: UndoStack
  readonly custody: CustodyState
  /** Ledger lines that the catalogue did not cover yet. */
  readonly replayed: number
  /** True when the catalogue was rebuilt from the entire ledger. */
  readonly rebuilt: boolean
  /** How many rows a newer Holdfast wrote in a shape that this one cannot show. */
  readonly leftOut: number
}

/** Which archive to recover, and how. */
export interface RecoverOptions {
  readonly folder: string
  readonly device: string
  readonly readOnly: boolean
  /** Written by a newer Holdfast: only its ledger is read, and rows of an unknown shape are left out. */
  readonly isNewer?: boolean
  /** Called for everything that was damaged or incomplete and is repaired, now or when a shard is read later. */
  readonly onRepair: NoteRepair
}

/**
 * Brings the catalogue up to date with the ledger, starting from the catalogue on disk if it can be trusted and from
 * nothing if not. The ledger changes only if the last line of this device is torn. Throws `ledger.damaged`,
 * `store.*`.
 */
export async function recover(options: RecoverOptions): Promise<Recovered> {
  const headPath = join(options.folder, 'catalogue', 'head.json')
  const head = options.isNewer ? null : await readCatalogueHead(headPath)
  if (head) await refuseShortLedger(options.folder, head)
  if (!options.readOnly) await rollBackTornTail(options, head?.covers[options.device])
  const basis = await chooseBasis(options, head)
  const recovered = (await foldOnto(basis, options)) ?? (await foldOnto(await emptyBasis(options), options))
  if (!recovered) throw new Error('a fold onto nothing takes every line')
  if (basis.problem && recovered.replayed > 1) await noteRebuilt(options, basis.problem)
  return recovered
}

// Null when a line belongs before one that the catalogue covers already: then only the entire ledger, folded in
// order, gives the row that wins.
async function foldOnto(
  { head, isUsable }: Basis,
  { folder, device, readOnly, isNewer = false, onRepair }: RecoverOptions,
): Promise<Recovered | null> {
  const catalogue = await openCatalogue(
    join(folder, 'catalogue'),
    (table, shard) => repairShard({ folder, readOnly, onRepair }, table, shard),
    // Another program may be writing to an archive that is only read here; shards newer than the head are no damage
    // then.
    { empty: !isUsable, sums: isUsable && !readOnly ? head.shards : {} },
  )
  const fold = createFold(catalogue, head, { folder, device, isUsable, isNewer })
  const latest = Object.values(head.covers).reduce((last, each) => (each.at > last ? each.at : last), '')
  for await (const line of replay(join(folder, 'ledger'), head.covers)) {
    if (isUsable && line.entry.at < latest) return null
    if (!(await fold.take(line))) return null
  }
  return { catalogue, ...(await fold.finish()), rebuilt: !isUsable }
}
