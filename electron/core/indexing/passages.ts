import { lstat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { Hash } from '../../../shared/model/ids.ts'
import type { ExtractedText } from '../../../shared/model/passage.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { readPassages, textPath, type Extractor } from '../extract/client.ts'
import { holdsText } from './search-document.ts'
import type { Vault } from '../vault/vault.ts'

/** How long a text is kept that may be asked for again. */
const KEPT_MS = 10_000

/** The texts of an archive's objects, from their bytes again where the cache has lost them. */
export interface Passages {
  /** The text of an object, or null for one that holds none; kept for a moment, as a long one is asked for page by page. */
  read(object: ContentObject): Promise<ExtractedText | null>
  /** Has the text of an object in the cache. */
  restore(object: ContentObject): Promise<void>
}

export interface PassageServices {
  readonly archive: string
  readonly readOnly: boolean
  /** Where the extractor puts what it reads; of an archive that is only read, not its own cache. */
  readonly cacheFolder: string
  readonly vault: Vault
  readonly extractor: Extractor
  readonly note: NoteRepair
}

/** Reads texts of an archive's cache; one that is damaged is set aside and read from the bytes again. */
export function createPassages(services: PassageServices): Passages {
  const { archive, readOnly, cacheFolder, vault, extractor, note } = services
  const ownCache = join(archive, 'cache')
  let last: { readonly hash: Hash; readonly text: Promise<ExtractedText | null> } | null = null
  let forgetting: NodeJS.Timeout | undefined

  async function readNow(object: ContentObject): Promise<ExtractedText | null> {
    if (!holdsText(object)) return null
    const { hash, name } = object
    const cached =
      (await readPassages(ownCache, hash)) ?? (readOnly ? await readPassages(cacheFolder, hash) : null)
    if (cached) return cached
    await tellDamage(hash)
    const { path } = await vault.locate(hash)
    await extractor.extract({ hash, path, name })
    return await readPassages(cacheFolder, hash)
  }

  async function tellDamage(hash: Hash): Promise<void> {
    const path = relative(archive, textPath(ownCache, hash)).replaceAll('\\', '/')
    const found = await lstat(join(archive, path)).catch(() => null)
    if (!found) return
    const aside = readOnly ? null : await setAside(archive, join(archive, path), `text-${basename(path)}`)
    note({
      kind: 'text',
      path,
      aside,
      message: `${path}, a text in the cache, was damaged. It is read from the file again.`,
    })
  }

  return {
    async read(object) {
      if (last?.hash !== object.hash) last = { hash: object.hash, text: readNow(object) }
      const { text } = last
      clearTimeout(forgetting)
      forgetting = setTimeout(() => (last = null), KEPT_MS).unref()
      // What failed is tried again at the next call.
      text.catch(() => (last = null))
      return await text
    },
    async restore(object) {
      await readNow(object)
    },
  }
}
