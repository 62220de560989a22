import type { TagId } from '../../shared/model/ids.ts'
import { tagPath, type Tag } from '../../shared/model/tag.ts'
import type { SearchTag } from '../../shared/model/search-document.ts'
import { createVocabulary } from './vocabulary.ts'

const WIDTHS = [12, 6, 4]
const AT = '2026-01-01T00:00:00.000Z'

/** Generates a tree of 372 tags, three levels deep. */
export function makeTags(): Tag[] {
  const { words } = createVocabulary('en')
  const tags: Tag[] = []
  let parents: (TagId | null)[] = [null]
  for (const width of WIDTHS) {
    const level: Tag[] = []
    for (const parent of parents)
      for (let n = 0; n < width; n += 1) {
        const number = tags.length + level.length + 1
        // The form that TagId checks.
        const id = `t-k3fp-${String(number).padStart(6, '0')}` as TagId
        level.push({
          id,
          label: words[200 + number]!,
          parent,
          withdrawn: false,
          createdAt: AT,
          modifiedAt: AT,
        })
      }
    tags.push(...level)
    parents = level.map((tag) => tag.id)
  }
  return tags
}

/** Returns the tags as the index needs them. */
export function toSearchTags(tags: readonly Tag[]): SearchTag[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return tags.map(({ id, label, parent }) => ({ id, label, parent, path: tagPath(id, byId) }))
}
