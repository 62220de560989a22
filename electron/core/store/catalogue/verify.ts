import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Damage } from '../../../../shared/contract/custody.ts'
import { applyChange, isSame } from '../apply.ts'
import type { CatalogueHead, LedgerHeads } from '../head.ts'
import { replay } from '../replay.ts'
import { shardOf, type Row } from './tables.ts'

/**
 * Compares the catalogue's rows with those that the ledger gives; each shard that differs is one damage. Says nothing
 * when the catalogue is behind the ledger, which is no damage: it is brought up when the archive is next opened.
 */
export async function verifyCatalogue(
  archive: string,
  head: CatalogueHead,
  ledger: LedgerHeads,
): Promise<Damage[]> {
  const isBehind = Object.entries(ledger).some(([device, { seq }]) => head.covers[device]?.seq !== seq)
  if (isBehind) return []
  const damages: Damage[] = []
  for (const [shard, rows] of await foldAll(archive)) {
    const stored = await readShard(join(archive, 'catalogue', `${shard}.json`))
    if (stored && isSame(stored, rows)) continue
    const record = Object.keys(rows).find((id) => !stored || !isSame(stored[id], rows[id]))
    const file = `catalogue/${shard}.json`
    damages.push({
      kind: 'catalogue-differs',
      file,
      record,
      message: `${file} differs from the ledger${record ? `, first in ${record}` : ''}.`,
    })
  }
  return damages
}

async function foldAll(archive: string): Promise<Map<string, Record<string, Row>>> {
  const shards = new Map<string, Record<string, Row>>()
  for await (const { entry } of replay(join(archive, 'ledger'), {})) {
    for (const change of entry.changes) {
      const shard = `${change.table}/${shardOf(change.table, change.id)}`
      const rows = shards.get(shard) ?? {}
      rows[change.id] = applyChange(rows[change.id], change, entry.at)
      shards.set(shard, rows)
    }
  }
  return shards
}

async function readShard(path: string): Promise<Record<string, Row> | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Record<string, Row> // compared with the ledger's rows, whatever it is
  } catch {
    return null
  }
}
