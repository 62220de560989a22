import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Highlighted } from '../../ui/highlighted.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { printShortcut } from '../../data/shortcuts.ts'
import { useQuickLines } from './use-quick-lines.ts'
import type { QuickLine } from './use-quick-lines.ts'

/** The box that goes anywhere and runs any command: Ctrl-K or ⌘K. */
export function QuickOpen() {
  const { search, window: words } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({
    id: 'search.quick-open',
    label: search.quickOpen,
    group: words.groupMoving,
    keys: ['Mod+K'],
    run: () => setOpen(true),
  })
  return (
    <ModalOverlay className="search-quick" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
      <Modal className="search-quick-panel">
        <Dialog className="search-quick-dialog" aria-label={search.quickOpen}>
          <QuickList onDone={() => setOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function QuickList({ onDone }: { onDone(): void }) {
  const { search } = useMessages()
  const [text, setText] = useState('')
  const { lines, isAnswered } = useQuickLines(text)
  const isAwaited = useRef(false)
  const take = useEffectEvent((line: QuickLine) => {
    onDone()
    // Closing gives focus back first, so that a command finds the window as it was.
    setTimeout(() => line.run())
  })
  const [shown] = useState(() => new Map<string, QuickLine>())
  useEffect(() => {
    for (const line of lines) shown.set(line.id, line)
  }, [lines, shown])
  useEffect(() => {
    if (!isAwaited.current || !isAnswered) return
    isAwaited.current = false
    if (lines[0]) take(lines[0])
  }, [isAnswered, lines])
  // A click may meet a line that is just being replaced: what one saw and took is what is done.
  const choose = (id: string) => {
    const line = shown.get(id)
    if (line) take(line)
  }
  // Typed and entered in one go: the list still shows what was found for the letters before, which nobody meant.
  const waitForAnswer = (event: KeyboardEvent) => {
    isAwaited.current = event.key === 'Enter' && !isAnswered
    if (!isAwaited.current) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      {/* The user has just asked to type here. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <SearchField aria-label={search.quickOpen} autoFocus>
        <Input
          className="search-quick-input"
          dir="auto"
          placeholder={search.quickPlaceholder}
          onKeyDownCapture={waitForAnswer}
        />
      </SearchField>
      <ListBox
        className="ui-menu search-quick-list"
        aria-label={search.quickOpen}
        items={lines}
        selectionMode="none"
        onAction={(id) => choose(String(id))}
        renderEmptyState={() => <p className="ui-menu-empty">{search.quickNone}</p>}
      >
        {(line) => <Line line={line} />}
      </ListBox>
    </Autocomplete>
  )
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
