import type { KeyboardEvent } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Chevron } from '../../ui/chevron.tsx'
import { entersFirst } from '../../ui/enter-first.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { usePickerLines } from './use-picker-lines.ts'
import type { PickerLine } from './use-picker-lines.ts'

export interface PickerListProps {
  readonly ids: readonly RecordId[]
  readonly text: string
  onText(text: string): void
  onClose(): void
}

/** The tags like what is typed; choosing one adds it to every record or removes it. */
export function PickerList({ ids, text, onText, onClose }: PickerListProps) {
  const { tags: words } = useMessages()
  const { lines, choose, error } = usePickerLines(ids, text)
  const pick = (id: string) => {
    onText('')
    void choose(id)
  }
  const pickFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    const [first] = lines
    if (!entersFirst(event) || !first) return
    event.preventDefault()
    event.stopPropagation()
    pick(first.id)
  }
  return (
    <>
      <div className="tags-picker">
        <Autocomplete inputValue={text} onInputChange={onText}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that the user asked for */}
          <SearchField aria-label={words.pickSearch} autoFocus>
            <Input
              className="ui-input"
              dir="auto"
              placeholder={words.pickPlaceholder}
              onKeyDownCapture={pickFirst}
              onKeyDown={(event) => event.key === 'Escape' && text === '' && onClose()}
            />
          </SearchField>
          <p className="ui-hint">{words.pickHint}</p>
          <ListBox
            className="ui-menu tags-picker-list"
            aria-label={words.title}
            items={lines}
            selectionMode="none"
            onAction={(id) => pick(String(id))}
            renderEmptyState={() => <p className="ui-menu-empty">{words.none}</p>}
          >
            {(line) => <Line line={line} count={ids.length} />}
          </ListBox>
        </Autocomplete>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  )
}

function Line({ line, count }: { line: PickerLine; count: number }) {
  const { tags: words } = useMessages()
  const isOnAll = line.on === count
  const state = isOnAll ? words.onAll : words.onSome(line.on, count)
  const spoken = line.on > 0 ? `${line.label}, ${state}` : line.label
  return (
    <ListBoxItem className="ui-menu-item" id={line.id} textValue={line.label} aria-label={spoken}>
      <span className="ui-menu-check" data-shown={isOnAll || undefined}>
        <Chevron points="check" />
      </span>
      <span className="ui-menu-label">
        <bdi dir="auto">{line.label}</bdi>
      </span>
      {line.on > 0 && count > 1 && <span className="ui-suggestion-count">{state}</span>}
    </ListBoxItem>
  )
}
