import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { clearCatalogue, listShards } from './catalogue/catalogue.ts'
import { HEAD_BYTES, noOrder, writeCatalogueHead, type CatalogueHead } from './catalogue/head.ts'
import { hasLength } from './ledger/append.ts'
import { noCustody } from './ledger/custody-state.ts'
import { emptyUndoState } from './undo/undo-stack.ts'
import { readJson } from '../disk/read-json.ts'
import { LedgerHeads } from './ledger/head.ts'
import { makeFolder } from '../disk/make-folder.ts'
import type { Marks } from '../trust/marks.ts'
import type { Trust } from '../trust/trust.ts'

/** What the rest of the ledger is folded onto. */
export interface Basis {
  readonly head: CatalogueHead
  /** True if the catalogue on disk is what this head covers; otherwise the fold starts from nothing. */
  readonly isUsable: boolean
  /** What was wrong with the catalogue on disk; empty if nothing was. */
  readonly problem: string
}

interface BasisOptions {
  readonly folder: string
  readonly readOnly: boolean
  readonly isNewer?: boolean
  readonly trust: Pick<Trust, 'marks'>
}

/**
 * Throws `ledger.damaged` if a ledger ends before what the catalogue has seen: it was truncated, or has not arrived
 * completely. Opening it would make the loss look like the truth, and remove the catalogue that reveals it.
 */
export async function refuseShortLedger(folder: string, head: CatalogueHead): Promise<void> {
  for (const [device, at] of Object.entries(head.covers)) {
    if (await hasLength(join(folder, 'ledger', device), at)) continue
    const problem = `the file ends before entry ${at.seq}, which was written`
    throw new AppError('ledger.damaged', { file: `ledger/${device}/${at.file}`, line: at.line - 1, problem })
  }
}

/** The catalogue on disk if it can be built on; otherwise nothing, and the catalogue on disk is cleared. */
export async function chooseBasis(options: BasisOptions, head: CatalogueHead | null): Promise<Basis> {
  const folder = join(options.folder, 'catalogue')
  const problem = options.isNewer ? '' : await whyUnusable(folder, head)
  const isUsable = head !== null && problem === null
  if (!options.readOnly) {
    if (!isUsable) await clearCatalogue(folder)
    await makeFolder(folder)
  }
  return { head: isUsable ? head : emptyHead(), isUsable, problem: problem ?? '' }
}

/** Afterwards the catalogue of an archive says that it covers nothing, so that opening builds it without a report. */
export async function writeEmptyCatalogue(archive: string, marks: Marks): Promise<void> {
  await makeFolder(join(archive, 'catalogue'))
  await writeCatalogueHead(join(archive, 'catalogue', 'head.json'), emptyHead(), marks)
}

/** Nothing; a catalogue on disk is cleared in an order in which a crash in between leaves it unusable. */
export async function emptyBasis({ folder, readOnly, trust }: BasisOptions): Promise<Basis> {
  const head = emptyHead()
  if (!readOnly) {
    await writeCatalogueHead(join(folder, 'catalogue', 'head.json'), head, trust.marks)
    await clearCatalogue(join(folder, 'catalogue'))
    await makeFolder(join(folder, 'catalogue'))
  }
  return { head, isUsable: false, problem: '' }
}

// Null for a catalogue that can be built on; '' for one whose own head says that it cannot.
async function whyUnusable(folder: string, head: CatalogueHead | null): Promise<string | null> {
  // A rebuild was interrupted: shards that still exist are older than the rebuild.
  if (head && Object.keys(head.covers).length === 0) return ''
  if (head) {
    const found = new Set(await listShards(folder))
    const missing = Object.keys(head.shards).filter((shard) => !found.has(shard))
    return missing.length > 0 ? `catalogue/${missing[0]}.json is missing` : null
  }
  const path = join(folder, 'head.json')
  // Written in full by another computer, or by an earlier Holdfast: that is no damage, but this one does not believe it.
  if (await readJson(path, z.object({ covers: LedgerHeads }), HEAD_BYTES)) return ''
  return existsSync(path) ? 'catalogue/head.json is damaged' : 'catalogue/head.json is missing'
}

const emptyHead = (): CatalogueHead => ({
  version: 2,
  covers: {},
  order: noOrder,
  shards: {},
  nextSequence: {},
  undo: { ...emptyUndoState(), device: '' },
  custody: noCustody,
})
