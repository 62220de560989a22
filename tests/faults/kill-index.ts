import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a search index, as they are after a kill. */
export interface IndexFiles {
  readonly named: ReadonlySet<string>
  /**
   * Whether there are some that the manifest does not name: sealing or compacting was interrupted, or its result was
   * not yet in use.
   */
  readonly isInterrupted: boolean
}

/** The segments of an archive's index; none if it has no readable manifest. */
export async function indexFiles(archive: string): Promise<IndexFiles> {
  const folder = join(archive, 'cache', 'search')
  const files = await readdir(folder).catch(() => [])
  const named = namedIn(await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => ''))
  const isInterrupted = files.some((name) => name.includes('.segment') && !named.has(name))
  return { named, isInterrupted: named.size > 0 && isInterrupted }
}

/** Whether segments were merged: some are gone and others remain. A rebuilt index has none of the earlier ones. */
export function isCompacted(before: IndexFiles, after: IndexFiles): boolean {
  const kept = [...before.named].filter((name) => after.named.has(name)).length
  return kept > 0 && kept < before.named.size
}

function namedIn(manifest: string): Set<string> {
  return new Set(Array.from(manifest.matchAll(/"file":"([^"]+)"/g), ([, name]) => name!))
}
