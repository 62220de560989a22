import { readFileSync } from 'node:fs'
import type { Passage } from '../../../../shared/model/passage.ts'

type PassagesOf = (hash: string) => readonly Passage[] | null

/** The passages of a content object in the archive's text cache; null where they are missing or not readable. */
export function readPassages(cacheFolder: string, hash: string): readonly Passage[] | null {
  try {
    const path = `${cacheFolder}/text/${hash.slice(0, 2)}/${hash}.json`
    const text: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isText(text) ? text.passages : null
  } catch {
    // The cache may be deleted at any time; the owner of the index is told and extracts anew.
    return null
  }
}

/** Read for every record of an archive: a schema would take longer than the reading. */
function isText(text: unknown): text is { readonly passages: readonly Passage[] } {
  if (typeof text !== 'object' || text === null || !('version' in text) || text.version !== 1) return false
  return 'passages' in text && Array.isArray(text.passages) && text.passages.every(isPassage)
}

function isPassage(passage: unknown): passage is Passage {
  if (typeof passage !== 'object' || passage === null) return false
  return (
    'locator' in passage &&
    typeof passage.locator === 'string' &&
    'text' in passage &&
    typeof passage.text === 'string'
  )
}

const KEPT_UNITS = 8 << 20

/** Keeps the texts last asked for: the hits of one keystroke are mostly those of the one before. Missing ones are asked for again. */
export function rememberPassages(passagesOf: PassagesOf): PassagesOf {
  const kept = new Map<string, { readonly passages: readonly Passage[]; readonly units: number }>()
  let units = 0
  return (hash) => {
    const known = kept.get(hash)
    if (known) {
      kept.delete(hash)
      kept.set(hash, known)
      return known.passages
    }
    const passages = passagesOf(hash)
    if (!passages) return null
    const own = passages.reduce((sum, each) => sum + each.text.length + 100, 0)
    kept.set(hash, { passages, units: own })
    units += own
    for (const [oldest, each] of kept) {
      if (units <= KEPT_UNITS || oldest === hash) break
      kept.delete(oldest)
      units -= each.units
    }
    return passages
  }
}
