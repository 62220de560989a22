import { AppError } from '../../../shared/errors.ts'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { SearchRequest } from '../../../shared/contract/search.ts'
import { TagId } from '../../../shared/model/ids.ts'
import { tagPath, type Tag } from '../../../shared/model/tag.ts'
import { fold } from '../../../shared/text/fold.ts'
import type { Archive } from '../archive/archive.ts'
import { receiptOf, type HandlersOf } from './handler.ts'
import { existing } from './records.ts'

const LABEL_LIMIT = 200

/** The handlers of `tags.*` on an open archive. */
export function tagHandlers(archive: Archive): HandlersOf<'tags'> {
  const { store } = archive
  return {
    'tags.list': async () => await listTags(archive),
    'tags.create': async ({ path }) => await createPath(archive, path),
    'tags.rename': async ({ id, label, parent }) => {
      const tag = existingTag(archive, id)
      const next = {
        label: label === undefined ? tag.label : checkLabel(label),
        parent: parent === undefined ? tag.parent : parent,
      }
      if (next.parent !== null && isUnder(archive, next.parent, id)) throw new AppError('tags.cycle')
      const taken = childNamed(archive, next.parent, next.label)
      if (taken && taken.id !== id) throw new AppError('tags.exists', { tag: next.label })
      const changes = [{ table: 'tags' as const, id, set: next }]
      const entry = await store.commit({ act: 'metadata modification', changes })
      await archive.indexer.settled()
      return receiptOf(entry)
    },
    'tags.withdraw': async ({ id }) => {
      existingTag(archive, id)
      const entry = await store.commit({
        act: 'metadata modification',
        changes: await withdrawal(archive, id),
      })
      await archive.indexer.settled()
      return receiptOf(entry)
    },
    'tags.apply': async ({ ids, add, remove }) => {
      for (const tag of add) existingTag(archive, tag)
      for (const id of ids) await existing(archive, id)
      const lists = {
        ...(add.length > 0 ? { add: { tags: add } } : {}),
        ...(remove.length > 0 ? { remove: { tags: remove } } : {}),
      }
      const changes = [...new Set(ids)].map((id) => ({ table: 'records' as const, id, ...lists }))
      const entry = await store.commit({ act: 'metadata modification', changes })
      await archive.indexer.settled()
      return receiptOf(entry)
    },
  }
}

async function listTags(archive: Archive): Promise<ListedTag[]> {
  const tags = archive.rows('tags')
  const { facets } = await archive.search.find(SearchRequest.parse({ limit: 1 }))
  const counts = new Map(facets.tag.map(({ value, count }) => [value, count]))
  const listed = [...tags.values()].filter((tag) => !tag.withdrawn)
  return listed
    .map((tag) => ({ ...tag, path: tagPath(tag.id, tags), count: counts.get(tag.id) ?? 0 }))
    .sort((a, b) => a.path.localeCompare(b.path))
}

// All tags of a path are created in one act, so that one undo reverses them together.
async function createPath(archive: Archive, path: string): Promise<Tag> {
  let parent: TagId | null = null
  const made: { table: 'tags'; id: string; set: Record<string, unknown>; isNew: true }[] = []
  for (const label of path.split('/').map(checkLabel)) {
    const known: Tag | undefined = made.length > 0 ? undefined : childNamed(archive, parent, label)
    const id: TagId = known?.id ?? TagId.parse(`t-${archive.store.nextId()}`)
    if (!known) made.push({ table: 'tags', id, set: { label, parent, withdrawn: false }, isNew: true })
    parent = id
  }
  if (made.length > 0) {
    await archive.store.commit({ act: 'metadata modification', changes: made })
    await archive.indexer.settled()
  }
  return existingTag(archive, parent!)
}

async function withdrawal(archive: Archive, id: TagId) {
  const gone = [...archive.rows('tags').values()]
    .filter((tag) => !tag.withdrawn && isUnder(archive, tag.id, id))
    .map((tag) => tag.id)
  const tagged: { table: 'records'; id: string; remove: { tags: TagId[] } }[] = []
  for await (const record of archive.store.rows('records')) {
    const remove = record.tags.filter((tag) => gone.includes(tag))
    if (remove.length > 0) tagged.push({ table: 'records', id: record.id, remove: { tags: remove } })
  }
  return [...gone.map((tag) => ({ table: 'tags' as const, id: tag, set: { withdrawn: true } })), ...tagged]
}

function existingTag(archive: Archive, id: TagId): Tag {
  const tag = archive.rows('tags').get(id)
  if (!tag || tag.withdrawn) throw new AppError('tags.not-found', { tag: id })
  return tag
}

// Two spellings of one word are one tag: the fold that decides what search finds decides here too.
function childNamed(archive: Archive, parent: TagId | null, label: string): Tag | undefined {
  const wanted = fold(label)
  return [...archive.rows('tags').values()].find(
    (tag) => !tag.withdrawn && tag.parent === parent && fold(tag.label) === wanted,
  )
}

function isUnder(archive: Archive, id: TagId, ancestor: TagId): boolean {
  const seen = new Set<TagId>()
  for (
    let at: TagId | null = id;
    at !== null && !seen.has(at);
    at = archive.rows('tags').get(at)?.parent ?? null
  ) {
    if (at === ancestor) return true
    seen.add(at)
  }
  return false
}

function checkLabel(text: string): string {
  const label = text.trim()
  if (label.length === 0 || label.length > LABEL_LIMIT || label.includes('/'))
    throw new AppError('tags.invalid-label')
  return label
}
