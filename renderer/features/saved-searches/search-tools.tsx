import { Bookmark, BookmarkCheck, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { SavedSearch } from '../../../shared/model/saved-search.ts'
import type { Address } from '../../data/address.ts'
import { useCommand, useCommands } from '../../data/commands.tsx'
import type { CommandId } from '../../data/commands.tsx'
import { asksFor, settleQuery } from '../../data/saved-search.ts'
import { isUnfiltered } from '../../data/search-request.ts'
import { navigate, readAddress, useAddress } from '../../data/use-address.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { later } from '../../ui/later.tsx'

const NameSearchDialog = later(async () => (await import('./name-search-dialog.tsx')).NameSearchDialog)

/** Commands that the menu lists, each while it is offered; what they do may belong to other features. */
const listed: readonly CommandId[] = ['searches.save', 'batch.open', 'aliases.open']

interface Naming {
  readonly address: Address
  readonly saved: SavedSearch | undefined
  /** What was in the search box before its last word was taken as complete. */
  readonly typed: string
}

/** What is next to the search box: saving the search, and a menu with other ways to search. */
export function SearchTools() {
  const { searches: words, window: common } = useMessages()
  const address = useAddress()
  const { value: searches } = useQuery('saved-searches.list', {})
  const commands = useCommands()
  const [named, setNamed] = useState<Naming | null>(null)
  const isEmpty = isUnfiltered(address)
  const saved = searches?.find((each) => asksFor(address, each))
  const save = () => {
    const typed = readAddress().query
    settleQuery()
    setNamed({ address: readAddress(), saved, typed })
  }
  const close = (isKept: boolean) => {
    // Nothing was saved: the list shows again what it showed while the last word was being typed.
    if (!isKept && named) navigate({ query: named.typed }, 'replace')
    setNamed(null)
  }
  useCommand({
    id: 'searches.save',
    label: words.save,
    group: common.groupList,
    isDisabled: isEmpty || saved !== undefined,
    run: save,
  })
  const entries = listed
    .flatMap((id) => commands.filter((command) => command.id === id))
    .map(({ id, label, isDisabled, run }) => ({ id, label, isDisabled, run }))
  const Sign = saved ? BookmarkCheck : Bookmark
  return (
    <>
      {!isEmpty && (
        <IconButton label={saved ? words.savedAs(saved.name) : words.save} onPress={save}>
          <Sign size={16} strokeWidth={1.7} aria-hidden="true" />
        </IconButton>
      )}
      <MenuButton label={words.more} groups={[{ id: 'tools', entries }]}>
        <IconButton label={words.more}>
          <Ellipsis size={16} strokeWidth={1.7} aria-hidden="true" />
        </IconButton>
      </MenuButton>
      {named && <NameSearchDialog address={named.address} saved={named.saved} onClose={close} />}
    </>
  )
}
