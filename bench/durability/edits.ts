import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { openStore } from '../../electron/core/store/store.ts'
import { passingTrust } from '../../electron/core/trust/trust.ts'

// The archives were made with it, and are opened again.
const trust = passingTrust()

/**
 * The cost of editing records one after another: milliseconds of each edit, sorted, and bytes written until each was
 * on disk.
 */
export interface EditCosts {
  readonly ms: readonly number[]
  readonly bytes: number
  /** Bytes of the catalogue, written once, after all edits. */
  readonly catalogueBytes: number
}

/** Edits the titles of this many records of an archive, waiting for each edit. */
export async function editArchive(archive: string, records: number, edits: number): Promise<EditCosts> {
  const options = { folder: archive, device: 'k3fp', trust, readOnly: false, onCommitted: () => {} }
  const store = await openStore({ ...options, actor: () => ({ type: 'software', name: 'bench' }) })
  const before = await sizeOf(join(archive, 'ledger'))
  const since = Date.now()
  const ms: number[] = []
  for (let n = 0; n < edits; n += 1) {
    const id = idOf(n, records)
    const started = performance.now()
    await store.commit({
      act: 'metadata modification',
      changes: [{ table: 'records', id, set: { title: `edited ${n}` } }],
    })
    ms.push(performance.now() - started)
  }
  const bytes = ((await sizeOf(join(archive, 'ledger'))) - before) / edits
  await store.close()
  const catalogueBytes = await sizeOf(join(archive, 'catalogue'), since)
  return { ms: ms.sort((a, b) => a - b), bytes, catalogueBytes }
}

/** The same with lowdb as it comes: one file with all records, written in full after each edit. */
export async function editPlainly(archive: string, records: number, edits: number): Promise<EditCosts> {
  const options = { folder: archive, device: 'k3fp', trust, readOnly: true, onCommitted: () => {} }
  const store = await openStore({ ...options, actor: () => ({ type: 'software', name: 'bench' }) })
  const rows: Record<string, { title: string }> = {}
  for await (const row of store.rows('records')) rows[row.id] = row
  await store.close()
  const folder = `${archive}.plain`
  await mkdir(folder, { recursive: true })
  const db = new Low(new JSONFile<typeof rows>(join(folder, 'records.json')), rows)
  const ms: number[] = []
  for (let n = 0; n < edits; n += 1) {
    const started = performance.now()
    db.data[idOf(n, records)]!.title = `edited ${n}`
    await db.write()
    ms.push(performance.now() - started)
  }
  const bytes = await sizeOf(folder)
  await rm(folder, { recursive: true })
  return { ms: ms.sort((a, b) => a - b), bytes, catalogueBytes: 0 }
}

/** Returns the value below which this share of the sorted values is. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!

// From all over the archive, never the same record twice.
const idOf = (n: number, records: number): string =>
  `k3fp-${String(1 + ((n * 7919) % records)).padStart(6, '0')}`

async function sizeOf(folder: string, since = 0): Promise<number> {
  let bytes = 0
  for (const name of await readdir(folder, { recursive: true })) {
    const found = await stat(join(folder, name))
    if (found.isFile() && found.mtimeMs >= since) bytes += found.size
  }
  return bytes
}
