import { Ellipsis } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import type { ListedSearch } from '../../../shared/contract/saved-searches.ts'
import { addressOf, settleQuery } from '../../data/saved-search.ts'
import { isUnfiltered } from '../../data/search-request.ts'
import { navigate, readAddress, useAddress } from '../../data/use-address.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useSavedSearchChanges } from './use-saved-search-changes.ts'

export interface SavedSearchRowProps {
  saved: ListedSearch
  /** True when the list shows what it asks for. */
  isShown: boolean
  onRename(): void
}

/** A saved search with its count and its menu. */
export function SavedSearchRow({ saved, isShown, onRename }: SavedSearchRowProps) {
  const { searches: words } = useMessages()
  const { number } = useFormats()
  const { update, remove } = useSavedSearchChanges()
  const nothingAsked = isUnfiltered(useAddress())
  const show = () => navigate(addressOf(saved))
  const groups = [
    { id: 'show', entries: [{ id: 'show', label: words.show, run: show }] },
    {
      id: 'change',
      entries: [
        { id: 'rename', label: words.rename, run: onRename },
        {
          id: 'update',
          label: words.update,
          isDisabled: isShown || nothingAsked,
          run: () => {
            settleQuery()
            void update(saved, readAddress())
          },
        },
      ],
    },
    { id: 'remove', entries: [{ id: 'remove', label: words.remove, run: () => void remove(saved) }] },
  ]
  return (
    <li className="searches-row">
      <ToggleButton className="searches-name" isSelected={isShown} onChange={show}>
        <bdi className="searches-label" dir="auto" title={[saved.name, saved.query].join('\n').trim()}>
          {saved.name}
        </bdi>
        <span className="searches-count">{number(saved.count)}</span>
      </ToggleButton>
      <MenuButton label={words.menu(saved.name)} groups={groups}>
        <IconButton label={words.menu(saved.name)} size="small">
          <Ellipsis size={14} aria-hidden="true" />
        </IconButton>
      </MenuButton>
    </li>
  )
}
