import { ChevronDown, ChevronUp, List, Search } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { IconButton } from '../../ui/button.tsx'
import type { Hits } from './use-hits.ts'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export interface ReaderToolbarProps {
  readonly query: string
  onQuery(query: string): void
  readonly hits: Hits
  readonly isSearchable: boolean
  /** Whether all matches are listed next to the content. */
  readonly isListOpen: boolean
  onListOpen(isOpen: boolean): void
  readonly children?: ReactNode
}

/** The line above the content: finding inside the record at one end, the reader's own controls at the other. */
export function ReaderToolbar({ children, ...props }: ReaderToolbarProps) {
  const { query, onQuery, hits, isSearchable, isListOpen, onListOpen } = props
  const { reader: words } = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const group = words.region
  useCommand({
    id: 'reader.find',
    label: words.find,
    group,
    keys: ['Mod+F'],
    isDisabled: !isSearchable,
    run: () => input.current?.select(),
  })
  const noHits = hits.total === 0
  useCommand({
    id: 'reader.next-hit',
    label: words.nextHit,
    group,
    keys: ['N'],
    isDisabled: noHits,
    run: () => hits.step(1),
  })
  useCommand({
    id: 'reader.previous-hit',
    label: words.previousHit,
    group,
    keys: ['Shift+N'],
    isDisabled: noHits,
    run: () => hits.step(-1),
  })
  useCommand({
    id: 'reader.hit-list',
    label: words.hitListKey,
    group,
    keys: ['H'],
    isDisabled: noHits,
    run: () => onListOpen(!isListOpen),
  })
  return (
    <div className="reader-bar" role="toolbar" aria-label={words.region}>
      {isSearchable && (
        <>
          <FindField input={input} query={query} onQuery={onQuery} hits={hits} />
          <HitCount {...{ query, hits, isListOpen, onListOpen }} />
        </>
      )}
      <span className="reader-bar-gap" />
      {children}
    </div>
  )
}

interface FindFieldProps {
  readonly input: React.RefObject<HTMLInputElement | null>
  readonly query: string
  onQuery(query: string): void
  readonly hits: Hits
}

function FindField({ input, query, onQuery, hits }: FindFieldProps) {
  const { reader: words } = useMessages()
  const [text, setText] = useState(query)
  const [lastQuery, setLastQuery] = useState(query)
  if (lastQuery !== query) {
    setLastQuery(query)
    setText(query)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (text === query) hits.step(event.shiftKey ? -1 : 1)
    else onQuery(text)
  }
  return (
    <SearchField
      className="reader-find"
      aria-label={words.find}
      value={text}
      onChange={setText}
      onClear={() => onQuery('')}
      onBlur={() => text !== query && onQuery(text)}
    >
      <Search size={14} aria-hidden="true" />
      <Input
        ref={input}
        className="reader-find-input"
        dir="auto"
        placeholder={words.find}
        onKeyDown={onKeyDown}
      />
    </SearchField>
  )
}

type HitCountProps = Pick<ReaderToolbarProps, 'query' | 'hits' | 'isListOpen' | 'onListOpen'>

function HitCount({ query, hits, isListOpen, onListOpen }: HitCountProps) {
  const { reader: words } = useMessages()
  if (query.trim() === '') return null
  const isNone = hits.total === 0
  return (
    <span className="reader-hits">
      <span aria-live="polite" className="reader-hit-count">
        {isNone ? words.noHits : words.hits(hits.current, hits.total)}
      </span>
      <IconButton label={words.previousHit} size="small" isDisabled={isNone} onPress={() => hits.step(-1)}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton label={words.nextHit} size="small" isDisabled={isNone} onPress={() => hits.step(1)}>
        <ChevronDown size={16} />
      </IconButton>
      <IconButton
        label={words.hitListKey}
        size="small"
        isDisabled={isNone}
        aria-expanded={isListOpen && !isNone}
        onPress={() => onListOpen(!isListOpen)}
      >
        <List size={16} />
      </IconButton>
    </span>
  )
}
