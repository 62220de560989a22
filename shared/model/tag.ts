import { z } from 'zod'
import { Instant, TagId } from './ids.ts'

/** A tag: a label under an optional parent. Its path is the labels from the root, joined by `/`. */
export const Tag = z.object({
  id: TagId,
  label: z.string().min(1),
  parent: TagId.nullable().default(null),
  withdrawn: z.boolean().default(false),
  createdAt: Instant,
  modifiedAt: Instant,
})
export type Tag = z.infer<typeof Tag>

/** The labels from the root to the tag, joined by slashes: `medical/access`. A cycle ends the walk. */
export function tagPath(id: TagId, tags: ReadonlyMap<TagId, Tag>): string {
  const labels: string[] = []
  const seen = new Set<TagId>()
  for (let at = tags.get(id); at && !seen.has(at.id); at = at.parent ? tags.get(at.parent) : undefined) {
    seen.add(at.id)
    labels.unshift(at.label)
  }
  return labels.join('/')
}
