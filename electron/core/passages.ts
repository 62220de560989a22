import type { Hash } from '../../shared/model/ids.ts'
import type { ExtractedText } from '../../shared/model/passage.ts'
import type { ContentObject } from '../../shared/model/record.ts'
import { readPassages, type Extractor } from './extract/client.ts'
import { holdsText } from './search-document.ts'
import type { Vault } from './vault/vault.ts'

/** How long a text is kept that may be asked for again. */
const KEPT_MS = 10_000

/** The texts of an archive's objects, from their bytes again where the cache has lost them. */
export interface Passages {
  /** The text of an object, or null for one that holds none; kept for a moment, as a long one is asked for page by page. */
  read(object: ContentObject): Promise<ExtractedText | null>
  /** Has the text of an object in the cache. */
  restore(object: ContentObject): Promise<void>
}

/** Reads texts of a cache folder. */
export function createPassages(cacheFolder: string, vault: Vault, extractor: Extractor): Passages {
  let last: { readonly hash: Hash; readonly text: Promise<ExtractedText | null> } | null = null
  let forgetting: NodeJS.Timeout | undefined

  async function readNow(object: ContentObject): Promise<ExtractedText | null> {
    if (!holdsText(object)) return null
    const { hash, name } = object
    const cached = await readPassages(cacheFolder, hash)
    if (cached) return cached
    const { path } = await vault.locate(hash)
    await extractor.extract({ hash, path, name })
    return await readPassages(cacheFolder, hash)
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
