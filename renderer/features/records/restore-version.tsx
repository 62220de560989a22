import type { HistoryEntry } from '../../../shared/contract/records.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { refOf } from './compare-versions.tsx'
import { ComparedFields } from './compared-fields.tsx'

export interface RestoreVersionProps {
  readonly id: RecordId
  readonly entry: HistoryEntry
  onClose(): void
}

/** Shows which fields restoring a version would change, and restores it on request. */
export function RestoreVersion({ id, entry, onClose }: RestoreVersionProps) {
  const { records: words, archive } = useMessages()
  const when = useFormats().instant(entry.at)
  const toast = useToast()
  const runCommand = useRunCommand()
  const preview = useQuery('records.preview-restore', { id, entry: refOf(entry) })
  const { run, isPending, error } = useAction('records.restore')
  const fields = preview.value?.fields ?? []
  const restore = async () => {
    const result = await run({ id, entry: refOf(entry) })
    if (!result.ok) return
    onClose()
    const undo = { label: archive.undo, run: () => runCommand('archive.undo') }
    toast({ text: words.restored(when), action: undo })
  }
  return (
    <FormDialog
      title={words.restoreTitle}
      onClose={onClose}
      closeLabel={words.close}
      cancelLabel={words.cancel}
      doLabel={words.restoreDo}
      isReady={fields.length > 0 && !isPending}
      onDo={() => void restore()}
      error={error ?? preview.error}
      size="wide"
    >
      <p>{words.restoreText(when)}</p>
      {preview.value && (
        <p>{fields.length === 0 ? words.restoreNothing : words.restoreFields(fields.length)}</p>
      )}
      {fields.length > 0 && <ComparedFields fields={fields} />}
      {(preview.value?.tagsLeftOut.length ?? 0) > 0 && (
        <p className="history-note">{words.restoreTagsLeft(preview.value!.tagsLeftOut.join(', '))}</p>
      )}
    </FormDialog>
  )
}
