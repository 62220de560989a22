import { z } from 'zod'
import { RecordId, TagId } from '../model/ids.ts'
import { Tag } from '../model/tag.ts'
import { method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'

/** A tag in the tree. `count` includes the records of its children, each once. */
export const ListedTag = Tag.extend({ path: z.string(), count: z.int() })
export type ListedTag = z.infer<typeof ListedTag>

export const tags = {
  'tags.list': method('Replies with every tag, sorted by path.', z.object({}), z.array(ListedTag), {
    reads: ['tags', 'records', 'index'],
  }),
  'tags.create': method(
    'Creates the tag at a path such as `medical/access` with the parents it needs; replies with an existing tag unchanged.',
    z.object({ path: z.string().trim().min(1) }),
    Tag,
    { writes: true },
  ),
  'tags.rename': method(
    'Changes the label or parent of a tag; records keep it.',
    z.object({ id: TagId, label: z.string().trim().min(1).optional(), parent: TagId.nullable().optional() }),
    ChangeReceipt,
    { writes: true },
  ),
  'tags.withdraw': method(
    'Removes a tag and its children from all records and from the tree, in one undoable act.',
    z.object({ id: TagId }),
    ChangeReceipt,
    { writes: true },
  ),
  'tags.apply': method(
    'Adds tags to records and removes tags from them, in one undoable act.',
    z.object({
      ids: z.array(RecordId).min(1),
      add: z.array(TagId).default([]),
      remove: z.array(TagId).default([]),
    }),
    ChangeReceipt,
    { writes: true },
  ),
}
