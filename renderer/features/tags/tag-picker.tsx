import { useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Chevron } from '../../ui/chevron.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { usePickerLines } from './use-picker-lines.ts'
import type { PickerLine } from './use-picker-lines.ts'

export interface TagPickerProps {
  /** The marked records, or the open one. */
  ids: readonly RecordId[]
}

/** Tags one or many records: T, then any part of a name, Enter. */
export function TagPicker({ ids }: TagPickerProps) {
  const { tags: words, window: common } = useMessages()
  const [open, setOpen] = useState<readonly RecordId[] | null>(null)
  useCommand({
    id: 'tags.pick',
    label: words.pick,
    group: common.groupRecords,
    keys: ['T'],
    isDisabled: ids.length === 0,
    run: () => setOpen(ids),
  })
  return open && <PickerDialog ids={open} onClose={() => setOpen(null)} />
}

function PickerDialog({ ids, onClose }: { ids: readonly RecordId[]; onClose(): void }) {
  const { tags: words, window: common } = useMessages()
  const [text, setText] = useState('')
  const { lines, choose, error } = usePickerLines(ids, text)
  const take = (id: string) => {
    setText('')
    void choose(id)
  }
  return (
    <Dialog
      title={words.pickTitle(ids.length)}
      isOpen
      onClose={onClose}
      closeLabel={common.close}
      footer={
        <Button look="primary" onPress={onClose}>
          {words.pickDone}
        </Button>
      }
    >
      <div className="tags-picker">
        <Autocomplete inputValue={text} onInputChange={setText}>
          {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that was asked for */}
          <SearchField aria-label={words.pickSearch} autoFocus>
            <Input
              className="ui-input"
              dir="auto"
              placeholder={words.pickPlaceholder}
              onKeyDown={(event) => event.key === 'Escape' && text === '' && onClose()}
            />
          </SearchField>
          <p className="ui-hint">{words.pickHint}</p>
          <ListBox
            className="ui-menu tags-picker-list"
            aria-label={words.title}
            items={lines}
            selectionMode="none"
            onAction={(id) => take(String(id))}
            renderEmptyState={() => <p className="ui-menu-empty">{words.none}</p>}
          >
            {(line) => <Line line={line} count={ids.length} />}
          </ListBox>
        </Autocomplete>
      </div>
      {error && <ErrorNote error={error} />}
    </Dialog>
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
