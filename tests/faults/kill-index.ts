import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a search index, as they lie after a kill. */
export interface IndexFiles {
  readonly named: ReadonlySet<string>
  /** Some lie there that the manifest does not name: sealing or compacting was cut, or what it made was not yet taken up. */
  readonly isCut: boolean
}

/** The segments of an archive's index; none where it has no manifest that can be read. */
export async function indexFiles(archive: string): Promise<IndexFiles> {
  const folder = join(archive, 'cache', 'search')
  const files = await readdir(folder).catch(() => [])
  const named = namedIn(await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => ''))
  const isCut = files.some((name) => name.includes('.segment') && !named.has(name))
  return { named, isCut: named.size > 0 && isCut }
}

/** True where segments were made one: some are gone and others are as they were. An index made anew has none of those before. */
export function isCompacted(before: IndexFiles, after: IndexFiles): boolean {
  const kept = [...before.named].filter((name) => after.named.has(name)).length
  return kept > 0 && kept < before.named.size
}

function namedIn(manifest: string): Set<string> {
  return new Set(Array.from(manifest.matchAll(/"file":"([^"]+)"/g), ([, name]) => name!))
}
