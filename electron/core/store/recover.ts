import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { NoteRepair } from '../disk/set-aside.ts'
import type { Trust } from '../trust/trust.ts'
import { openCatalogue, type Catalogue } from './catalogue/catalogue.ts'
import { readCatalogueHead, type FoldOrder } from './catalogue/head.ts'
import { createFold } from './fold-lines.ts'
import type { CustodyState } from './ledger/custody-state.ts'
import type { LedgerHeads } from './ledger/head.ts'
import { replay, type ForeignLine } from './ledger/replay.ts'
import { comesAfter } from './line-order.ts'
import { readLock } from './lock.ts'
import { chooseBasis, emptyBasis, refuseShortLedger, type Basis } from './recovery-basis.ts'
import { noteRebuilt, repairShard, rollBackTornTail, setForeignAside, type ForeignAside } from './repair.ts'
import type { UndoStack } from './undo/undo-stack.ts'

/** The state of an archive after opening, and what it took to get there. */
export interface Recovered {
  readonly catalogue: Catalogue
  readonly heads: LedgerHeads
  readonly nextSequence: Readonly<Record<string, number>>
  readonly undo: UndoStack
  readonly custody: CustodyState
  readonly order: FoldOrder
  /** Lines under a device code of this computer that it did not write; they are no longer in the ledger. */
  readonly foreign: readonly ForeignAside[]
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
  readonly trust: Trust
  readonly refusesForeign?: boolean
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
  const head = options.isNewer ? null : await readCatalogueHead(headPath, options.trust.marks)
  if (head) await refuseShortLedger(options.folder, head)
  if (!options.readOnly) await rollBackTornTail(options, head?.covers[options.device])
  const basis = await chooseBasis(options, head)
  const recovered = (await foldOnto(basis, options)) ?? (await foldOnto(await emptyBasis(options), options))
  if (!recovered) throw new Error('a fold onto nothing takes every line')
  if (basis.problem && recovered.replayed > 1) await noteRebuilt(options, basis.problem)
  if (options.refusesForeign) refuseForeign(recovered.foreign)
  const foreign: ForeignAside[] = []
  for (const line of recovered.foreign) {
    const aside = await setForeignAside(options, line)
    if (aside) foreign.push(aside)
  }
  return { ...recovered, foreign }
}

function refuseForeign([first]: readonly ForeignLine[]): void {
  if (!first) return
  const { file, line } = first.place
  throw new AppError('archive.forged', { file: `ledger/${first.device}/${file}`, line })
}

type Folded = Omit<Recovered, 'foreign'> & { readonly foreign: readonly ForeignLine[] }

// Null when a line belongs before one that the catalogue covers already: then only the entire ledger, folded in
// order, gives the row that wins.
async function foldOnto(
  { head, isUsable }: Basis,
  { folder, device, trust, readOnly, isNewer = false, onRepair }: RecoverOptions,
): Promise<Folded | null> {
  // Another program may be writing to an archive that is only read here; shards newer than the head are no damage then.
  const isSole = !readOnly || (await readLock(folder)) === null
  const catalogue = await openCatalogue(join(folder, 'catalogue'), {
    marks: trust.marks,
    rebuild: (table, shard) => repairShard({ folder, readOnly, trust, onRepair }, table, shard),
    empty: !isUsable,
    sums: isUsable && isSole ? head.shards : {},
  })
  const fold = createFold(catalogue, head, { folder, device, isNewer })
  const foreign: ForeignLine[] = []
  let isTangled = head.order.isTangled
  const lines = replay(join(folder, 'ledger'), head.covers, {
    trust,
    onForeign: (line) => foreign.push(line),
    onTangle: () => (isTangled = true),
  })
  const seen = { ...head.order.seen }
  for await (const line of lines) {
    if (isUsable && (isTangled || !comesAfter(line, head, seen))) return null
    if (line.device === head.order.device) Object.assign(seen, line.seen)
    await fold.take(line)
  }
  const { order, ...rest } = await fold.finish()
  return { catalogue, ...rest, order: { ...order, isTangled }, foreign, rebuilt: !isUsable }
}
