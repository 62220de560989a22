import type { ListedTag } from '../../../shared/contract/tags.ts'
import type { TagId } from '../../../shared/model/ids.ts'

/** A tag with those under it, sorted as they were listed. */
export interface TagNode {
  readonly tag: ListedTag
  readonly children: readonly TagNode[]
}

/** The tags as a tree. A tag whose parent is not listed is at the top, so that none is lost. */
export function tagNodes(tags: readonly ListedTag[]): readonly TagNode[] {
  const ids = new Set(tags.map((tag) => tag.id))
  const under = (parent: TagId | null): readonly TagNode[] =>
    tags
      .filter((tag) => (tag.parent !== null && ids.has(tag.parent) ? tag.parent : null) === parent)
      .map((tag) => ({ tag, children: under(tag.id) }))
  return under(null)
}

/** A tag and everything under it, where it cannot be moved. */
export function withDescendants(id: TagId, tags: readonly ListedTag[]): ReadonlySet<TagId> {
  const found = new Set<TagId>([id])
  for (let size = 0; size < found.size;) {
    size = found.size
    for (const tag of tags) if (tag.parent !== null && found.has(tag.parent)) found.add(tag.id)
  }
  return found
}
