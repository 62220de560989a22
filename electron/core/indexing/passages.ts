import { lstat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import type { Hash } from '../../../shared/model/ids.ts'
import type { ExtractedText } from '../../../shared/model/passage.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { readPassages, textPath, type Extractor } from '../extract/client.ts'
import { holdsText } from './search-document.ts'
import type { Vault } from '../vault/vault.ts'

/** How long a text is kept in memory after it was requested. */
const KEPT_MS = 10_000

/** The texts of an archive's objects, extracted from their bytes again when they are missing from the cache. */
export interface Passages {
  /**
   * The text of an object, or null if it has none; kept for a moment, because the pages of a long one are requested
   * one by one.
   */
  read(object: ContentObject): Promise<ExtractedText | null>
  /** Makes sure that the text of an object is in the cache. */
  restore(object: ContentObject): Promise<void>
}

export interface PassageServices {
  readonly archive: string
  readonly readOnly: boolean
  /** Where the extractor puts what it reads; not the archive's own cache when the archive is read-only. */
  readonly cacheFolder: string
  /** The key with which the texts in it are marked. */
  readonly textKey: Uint8Array
  readonly vault: Vault
  readonly extractor: Extractor
  readonly note: NoteRepair
}

/** Reads texts from an archive's cache; a damaged one is set aside and extracted from the bytes again. */
export function createPassages(services: PassageServices): Passages {
  const { archive, readOnly, cacheFolder, textKey, vault, extractor, note } = services
  const ownCache = join(archive, 'cache')
  let last: { readonly hash: Hash; readonly text: Promise<ExtractedText | null> } | null = null
  let forgetting: NodeJS.Timeout | undefined

  async function readNow(object: ContentObject): Promise<ExtractedText | null> {
    if (!holdsText(object)) return null
    const { hash, name } = object
    let isChanged = false
    const cached =
      (await readPassages(ownCache, hash, textKey, () => (isChanged = true))) ??
      (readOnly ? await readPassages(cacheFolder, hash, textKey) : null)
    if (cached) return cached
    // A text of another computer, or of a Holdfast that marked nothing, is no damage; it is only not believed.
    if (isChanged) await reportDamage(hash)
    const { path } = await vault.locate(hash)
    await extractor.extract({ hash, path, name })
    return await readPassages(cacheFolder, hash, textKey)
  }

  async function reportDamage(hash: Hash): Promise<void> {
    const path = relative(archive, textPath(ownCache, hash)).replaceAll('\\', '/')
    const found = await lstat(join(archive, path)).catch(() => null)
    if (!found) return
    const aside = readOnly ? null : await setAside(archive, join(archive, path), `text-${basename(path)}`)
    note({
      kind: 'text',
      path,
      aside,
      message: `${path}, a text in the cache, was not as this computer left it. It is extracted from the file again.`,
    })
  }

  return {
    async read(object) {
      if (last?.hash !== object.hash) last = { hash: object.hash, text: readNow(object) }
      const { text } = last
      clearTimeout(forgetting)
      forgetting = setTimeout(() => (last = null), KEPT_MS).unref()
      // A failed read is retried at the next call.
      text.catch(() => (last = null))
      return await text
    },
    async restore(object) {
      await readNow(object)
    },
  }
}
