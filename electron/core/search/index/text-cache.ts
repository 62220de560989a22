import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Passage } from '../../../../shared/model/passage.ts'
import { ExtractedText } from '../../../../shared/model/passage.ts'

/** The passages of a content object in the archive's text cache; null where they are missing or not readable. */
export function readPassages(cacheFolder: string, hash: string): readonly Passage[] | null {
  try {
    const path = join(cacheFolder, 'text', hash.slice(0, 2), `${hash}.json`)
    return ExtractedText.parse(JSON.parse(readFileSync(path, 'utf8'))).passages
  } catch {
    // The cache may be deleted at any time; the owner of the index is told and extracts anew.
    return null
  }
}
