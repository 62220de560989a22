import type { TagId } from '../../shared/model/ids.ts'
import { Tag } from '../../shared/model/tag.ts'
import type { WrittenRow } from './store/commit.ts'
import type { Store } from './store/store.ts'

/** All tags in memory: there are few, and every list needs their paths. */
export interface TagTable {
  all(): ReadonlyMap<TagId, Tag>
  load(store: Store): Promise<void>
  /** Takes over tag rows that were just written. */
  follow(rows: readonly WrittenRow[]): void
}

/** An empty table, to be loaded. */
export function createTagTable(): TagTable {
  const tags = new Map<TagId, Tag>()
  const keep = (tag: Tag) => tags.set(tag.id, tag)
  return {
    all: () => tags,
    async load(store) {
      for await (const tag of store.rows('tags')) keep(tag)
    },
    follow(rows) {
      for (const { table, row } of rows) if (table === 'tags') keep(Tag.parse(row))
    },
  }
}
