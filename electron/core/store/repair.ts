import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { foldShard } from './catalogue/fold.ts'
import type { Row, TableName } from './catalogue/tables.ts'
import type { LinePlace } from './ledger/read.ts'
import { rollBackTornLine } from './ledger/replay.ts'
import { makeFolder } from '../disk/make-folder.ts'

interface RepairOptions {
  readonly folder: string
  readonly readOnly: boolean
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
 * The rows of a shard that is damaged on disk, folded from the entire ledger; the damaged file is set aside. Throws
 * `store.gone`.
 */
export async function repairShard(
  { folder, readOnly, onRepair }: RepairOptions,
  table: TableName,
  shard: string,
): Promise<Record<string, Row>> {
  const ledger = join(folder, 'ledger')
  // If the entire archive is gone, an empty shard would look like the truth.
  await stat(ledger).catch((cause: unknown) => {
    throw new AppError('store.gone', { path: folder }, { cause })
  })
  const rows = await foldShard(ledger, table, shard)
  const path = `catalogue/${table}/${shard}.json`
  const aside = readOnly ? null : await setAside(folder, join(folder, path), `${table}-${shard}.json`)
  const message = `${path} was missing, torn, edited by hand or outdated. It was rebuilt from the ledger.`
  onRepair({ kind: 'catalogue-shard', path, aside, message })
  return rows
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
