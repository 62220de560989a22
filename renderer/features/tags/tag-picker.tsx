import { useState } from 'react'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EarlyInput } from '../../ui/early-input.tsx'
import { later } from '../../ui/later.tsx'
import type { PickerListProps } from './picker-list.tsx'

const PickerList = later(async () => (await import('./picker-list.tsx')).PickerList, {
  waiting: (props) => <EarlyPicker {...props} />,
})

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
      <PickerList ids={ids} text={text} onText={setText} onClose={onClose} />
    </Dialog>
  )
}

function EarlyPicker({ text, onText }: PickerListProps) {
  const { tags: words } = useMessages()
  return (
    <div className="tags-picker">
      <EarlyInput
        className="ui-input"
        label={words.pickSearch}
        placeholder={words.pickPlaceholder}
        value={text}
        onChange={onText}
      />
    </div>
  )
}
