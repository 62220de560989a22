import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import { printShortcut } from '../../data/shortcuts.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { entersFirst } from '../../ui/enter-first.ts'
import { Highlighted } from '../../ui/highlighted.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useQuickLines } from './use-quick-lines.ts'
import type { QuickLine } from './use-quick-lines.ts'

export interface QuickListProps {
  readonly text: string
  /** Whether Enter was pressed before there was a line to choose. */
  readonly isEntered: boolean
  onText(text: string): void
  onEnter(): void
  onDone(): void
}

/** The lines for what is typed: the chosen line goes somewhere or runs a command. */
export function QuickList({ text, isEntered, onText, onDone }: QuickListProps) {
  const { search } = useMessages()
  const { lines, isCurrent } = useQuickLines(text)
  const isAwaited = useRef(isEntered)
  const runLine = useEffectEvent((line: QuickLine) => {
    onDone()
    // Closing returns the focus first, so that a command finds the window as it was.
    setTimeout(() => line.run())
  })
  const shown = useShownLines(lines)
  useEffect(() => {
    if (!isAwaited.current || !isCurrent) return
    isAwaited.current = false
    if (lines[0]) runLine(lines[0])
  }, [isCurrent, lines])
  // A click may hit a line that is just being replaced: what the user saw and chose is what runs.
  const choose = (line: QuickLine | undefined) => line && runLine(line)
  const enter = (event: KeyboardEvent<HTMLInputElement>) => {
    // Typed and entered in one go: the list still shows results for the letters before, which nobody meant.
    isAwaited.current = event.key === 'Enter' && !isCurrent
    const [first] = isCurrent && entersFirst(event) ? lines : []
    if (!isAwaited.current && !first) return
    event.preventDefault()
    event.stopPropagation()
    if (first) runLine(first)
  }
  return (
    <Autocomplete inputValue={text} onInputChange={onText}>
      <QuickInput onKey={enter} />
      <ListBox
        className="ui-menu search-quick-list"
        aria-label={search.quickOpen}
        items={lines}
        selectionMode="none"
        onAction={(id) => choose(shown.get(String(id)))}
        renderEmptyState={() => <p className="ui-menu-empty">{search.quickNone}</p>}
      >
        {(line) => <Line line={line} />}
      </ListBox>
    </Autocomplete>
  )
}

function QuickInput({ onKey }: { onKey: (event: KeyboardEvent<HTMLInputElement>) => void }) {
  const { search } = useMessages()
  return (
    // The user has just asked to type here.
    // oxlint-disable-next-line jsx-a11y/no-autofocus
    <SearchField aria-label={search.quickOpen} autoFocus>
      <Input
        className="search-quick-input"
        dir="auto"
        placeholder={search.quickPlaceholder}
        onKeyDownCapture={onKey}
      />
    </SearchField>
  )
}

/** Every line that has been shown, by its id. */
function useShownLines(lines: readonly QuickLine[]): ReadonlyMap<string, QuickLine> {
  const [shown] = useState(() => new Map<string, QuickLine>())
  // With what is drawn, not after it: a line may be chosen the moment it is seen.
  useLayoutEffect(() => {
    for (const line of lines) shown.set(line.id, line)
  }, [lines, shown])
  return shown
}

function Line({ line }: { line: QuickLine }) {
  return (
    <ListBoxItem className="ui-menu-item" id={line.id} textValue={line.label}>
      <span className="ui-menu-label">
        <Highlighted text={line.label} ranges={line.ranges} />
        {line.detail && (
          <bdi className="ui-menu-hint" dir="auto">
            {line.detail}
          </bdi>
        )}
      </span>
      {line.keys && <Kbd keys={printShortcut(line.keys)} />}
      <span className="search-quick-type">{line.type}</span>
    </ListBoxItem>
  )
}
