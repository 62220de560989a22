import { useRef } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { Search } from 'lucide-react'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import type { Address } from '../../data/address.ts'
import { navigate, readAddress, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/close-icon.tsx'
import { FilterChips } from './filter-chips.tsx'
import { HowToSearch } from './how-to-search.tsx'
import { SearchNotes } from './search-notes.tsx'
import { SortMenu } from './sort-menu.tsx'
import './search.css'

/**
 * The search box with what narrows and sorts the list. Results follow the typing; Escape returns to the place before
 * the search.
 */
export function SearchBar({ before: sideButton, after }: { before?: ReactNode; after?: ReactNode }) {
  const { search, window: words } = useMessages()
  const { query } = useAddress()
  const run = useRunCommand()
  const input = useRef<HTMLInputElement>(null)
  const before = useRef<Address | null>(null)
  const group = words.groupMoving

  const focus = () => {
    input.current?.focus()
    input.current?.select()
  }
  useCommand({ id: 'search.focus', label: search.focus, group, keys: ['/'], run: focus })

  const type = (text: string) => {
    // The first letter leaves a step to come back to; the next ones replace it.
    const isFirst = readAddress().query === (before.current?.query ?? '')
    navigate({ query: text }, isFirst ? 'push' : 'replace')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (before.current) navigate(before.current, 'replace')
      run('library.focus')
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run('search.take-suggestion')
    else if (event.key === 'Enter' || event.key === 'ArrowDown') run('library.focus')
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <search className="search-bar">
      <div className="search-line">
        {sideButton}
        <SearchField className="search-box" aria-label={search.label} value={query} onChange={type}>
          <Search className="search-sign" size={15} strokeWidth={1.8} aria-hidden="true" />
          <Input
            ref={input}
            className="search-input"
            dir="auto"
            placeholder={search.placeholder}
            onFocus={() => (before.current = readAddress())}
            onBlur={() => (before.current = null)}
            onKeyDownCapture={onKeyDown}
          />
          {query === '' ? (
            <kbd className="search-key" aria-hidden="true">
              /
            </kbd>
          ) : (
            <IconButton label={search.clear} size="small" onPress={() => navigate({ query: '' })}>
              <CloseIcon />
            </IconButton>
          )}
          <HowToSearch />
        </SearchField>
        <SortMenu />
        {after}
      </div>
      <FilterChips />
      <SearchNotes />
    </search>
  )
}
