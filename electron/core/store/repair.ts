import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { foldShard } from './catalogue/fold.ts'
import type { FoldedShard } from './catalogue/shard-cache.ts'
import type { TableName } from './catalogue/tables.ts'
import type { LinePlace } from './ledger/read.ts'
import { cutLines } from './ledger/cut-lines.ts'
import { rollBackTornLine, type ForeignLine } from './ledger/replay.ts'
import { makeFolder } from '../disk/make-folder.ts'
import type { Trust } from '../trust/trust.ts'

interface RepairOptions {
  readonly folder: string
  readonly readOnly: boolean
  readonly trust: Trust
  readonly onRepair: NoteRepair
}

/**
 * Rolls back a torn last line of this device's ledger after `from`; its bytes are kept in the inbox. Throws
 * `store.*`.
 */
export async function rollBackTornTail(
  { folder, device, onRepair }: RepairOptions & { readonly device: string },
  from: LinePlace | undefined,
): Promise<void> {
  const inbox = join(folder, 'inbox')
  await makeFolder(inbox)
  const torn = await rollBackTornLine(join(folder, 'ledger', device), inbox, from)
  if (!torn) return
  const path = `ledger/${device}/${torn.file}`
  const message = `Line ${torn.line} of ${path} was torn while it was written. It was rolled back: it had not been reported as saved.`
  onRepair({ kind: 'ledger-tail', path, aside: `inbox/${torn.aside}`, message })
}

/**
 * Moves the lines from a foreign one on out of the ledger of one of this computer's device codes, into the inbox: only
 * what this computer writes belongs there. Where nothing can be written they are only reported, and null is returned.
 * Throws `store.*`.
 */
export async function setForeignAside(
  { folder, readOnly, onRepair }: Pick<RepairOptions, 'folder' | 'readOnly' | 'onRepair'>,
  { device, seq, place }: ForeignLine,
): Promise<ForeignAside | null> {
  const path = `ledger/${device}/${place.file}`
  const found = `From line ${place.line} on, ${path} has lines with the device code of this computer that this computer did not write.`
  if (readOnly) {
    onRepair({ kind: 'ledger-foreign', path, aside: null, message: `${found} They do not count.` })
    return null
  }
  const inbox = join(folder, 'inbox')
  await makeFolder(inbox)
  const aside = `inbox/foreign-${device}-${place.file.slice(0, 6)}-${place.line}.jsonl`
  const lines = await cutLines(join(folder, 'ledger', device), join(folder, aside), place)
  const message = `${found} They do not count, and were moved out of the ledger (${lines}).`
  onRepair({ kind: 'ledger-foreign', path, aside, message })
  return { device, seq, lines, file: path, line: place.line, aside }
}

/** Lines that were moved out of a ledger, as the ledger line about it says. */
export interface ForeignAside {
  readonly device: string
  /** The number that the first of them claimed. */
  readonly seq: number
  readonly lines: number
  readonly file: string
  readonly line: number
  readonly aside: string
}

/**
 * The rows of a shard that is damaged on disk, folded from the entire ledger; the damaged file is set aside. Throws
 * `store.gone`.
 */
export async function repairShard(
  { folder, readOnly, trust, onRepair }: RepairOptions,
  table: TableName,
  shard: string,
): Promise<FoldedShard> {
  const ledger = join(folder, 'ledger')
  // If the entire archive is gone, an empty shard would look like the truth.
  await stat(ledger).catch((cause: unknown) => {
    throw new AppError('store.gone', { path: folder }, { cause })
  })
  const folded = await foldShard(ledger, table, shard, { trust })
  const path = `catalogue/${table}/${shard}.json`
  const aside = readOnly ? null : await setAside(folder, join(folder, path), `${table}-${shard}.json`)
  const message = `${path} was missing, outdated or not as this computer wrote it. It was rebuilt from the ledger.`
  onRepair({ kind: 'catalogue-shard', path, aside, message })
  return folded
}

/** Reports that the catalogue had to be rebuilt, and why; a damaged head is set aside. */
export async function noteRebuilt(
  { folder, readOnly, onRepair }: RepairOptions,
  problem: string,
): Promise<void> {
  const path = join(folder, 'catalogue', 'head.json')
  const isDamaged = problem === 'catalogue/head.json is damaged'
  const aside = isDamaged && !readOnly ? await setAside(folder, path, 'catalogue-head.json') : null
  const message = `The catalogue was incomplete (${problem}). It was rebuilt from the ledger.`
  onRepair({ kind: 'catalogue', path: 'catalogue', aside, message })
}
