import { join } from 'node:path'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import type { LedgerHeads } from '../store/ledger/head.ts'
import { objectsIn, verifyLedger, type LedgerCheck, type LineAt, type Pin } from '../store/ledger/verify.ts'
import type { LineTrust } from '../trust/trust.ts'
import { createObjectList, type ObjectList } from '../vault/object-list.ts'
import type { VerifyProgressFile } from './progress.ts'

/** The objects that a ledger names, with what its check found. */
export interface Listed {
  readonly ledger: LedgerCheck
  readonly objects: ObjectList
  readonly total: { readonly objects: number; readonly bytes: number }
  /** The progress to continue from; null if there is none, or if it began with another ledger. */
  readonly resumed: VerifyProgressFile | null
}

/** The ledger of an archive, and what its lines are compared with. */
export interface LedgerSources {
  readonly archive: string
  readonly pins: readonly Pin[]
  readonly trust: LineTrust | undefined
}

/** Checks every line of a ledger and lists the objects it names. `before` is the progress that may be continued. */
export async function listObjects(
  { archive, pins, trust }: LedgerSources,
  before: VerifyProgressFile | null,
  onLine: (entry: LedgerEntry, at: LineAt) => void,
): Promise<Listed> {
  const objects = createObjectList()
  const unmet = new Map(Object.entries(before?.heads ?? {}).filter(([, { seq }]) => seq > 0))
  const onEntry = (entry: LedgerEntry, at: LineAt) => {
    onLine(entry, at)
    const { device, seq, hash } = entry
    const begun = before?.heads[device]
    if (begun?.seq === seq && begun.hash === hash) unmet.delete(device)
    for (const object of objectsIn(entry)) objects.add({ ...object, isNew: seq > (begun?.seq ?? 0) })
  }
  const ledger = await verifyLedger(join(archive, 'ledger'), pins, onEntry, trust)
  return { ledger, objects, total: objects.settle(), resumed: unmet.size === 0 ? before : null }
}

/** The heads of ledgers without their places. */
export const shortHeads = (heads: LedgerHeads) =>
  Object.fromEntries(Object.entries(heads).map(([device, { seq, hash }]) => [device, { seq, hash }]))
