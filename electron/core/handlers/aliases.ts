import { AppError } from '../../../shared/errors.ts'
import type { AliasGroup } from '../../../shared/model/alias-group.ts'
import { AliasId } from '../../../shared/model/ids.ts'
import { tokenise } from '../../../shared/text/tokenise.ts'
import type { Archive } from '../archive/archive.ts'
import { receiptOf, type HandlersOf } from './handler.ts'

const NAME_LIMIT = 200

/** The handlers of `aliases.*` on an open archive. */
export function aliasHandlers(archive: Archive): HandlersOf<'aliases'> {
  const commit = async (id: AliasId, set: Partial<Pick<AliasGroup, 'names' | 'withdrawn'>>, isNew = false) =>
    receiptOf(
      await archive.store.commit({
        act: 'metadata modification',
        changes: [{ table: 'aliases', id, set, isNew }],
      }),
    )
  return {
    'aliases.list': async () =>
      listed(archive).sort((one, other) => one.names[0]!.localeCompare(other.names[0]!)),
    'aliases.create': async ({ names }) => {
      const checked = checkNames(archive, names, null)
      const id = AliasId.parse(`a-${archive.store.nextId()}`)
      await commit(id, { names: checked, withdrawn: false }, true)
      return existingGroup(archive, id)
    },
    'aliases.edit': async ({ id, names }) => {
      existingGroup(archive, id)
      return await commit(id, { names: checkNames(archive, names, id) })
    },
    'aliases.withdraw': async ({ id }) => {
      existingGroup(archive, id)
      return await commit(id, { withdrawn: true })
    },
  }
}

const listed = (archive: Archive): AliasGroup[] =>
  [...archive.rows('aliases').values()].filter((group) => !group.withdrawn)

function existingGroup(archive: Archive, id: AliasId): AliasGroup {
  const group = archive.rows('aliases').get(id)
  if (!group || group.withdrawn) throw new AppError('aliases.not-found', { id })
  return group
}

function checkNames(archive: Archive, given: readonly string[], own: AliasId | null): string[] {
  const names = [...new Set(given.map((name) => name.replace(/\s+/gu, ' ').trim()))].filter(Boolean)
  for (const name of names)
    if (name.length > NAME_LIMIT || wordsOf(name) === '') throw new AppError('aliases.invalid-name', { name })
  if (new Set(names.map(wordsOf)).size < 2) throw new AppError('aliases.too-few')
  // A name in two groups would find both groups, although their other members would not find each other.
  const others = listed(archive).filter((group) => group.id !== own)
  for (const name of names) {
    const holder = others.find((group) => group.names.some((each) => wordsOf(each) === wordsOf(name)))
    if (holder) throw new AppError('aliases.taken', { name, group: holder.names.join(', ') })
  }
  return names
}

/** The words of a name as the search reads them: two spellings of the same words are one name. */
function wordsOf(name: string): string {
  return tokenise(name)
    .filter((token) => !token.joined)
    .map((token) => token.term)
    .join(' ')
}
