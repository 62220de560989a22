import { useCommands } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { PathText } from '../../ui/path-text.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** When the archive was last backed up from this computer, and whether that was proved by restoring it; with the way to another. */
export function LastBackup() {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const { value } = useQuery('backups.status', {})
  const backUp = useCommands().find(({ id }) => id === 'archive.backup')
  if (!value) return null
  const { last } = value
  const proof = last?.proved ? words.backupProved : words.backupNotProved
  return (
    <FieldRow label={words.lastBackup}>
      {last === null ? (
        words.noBackup
      ) : (
        <>
          {formats.instant(last.at)}, {proof}. <PathText path={last.where} />
          {last.lacking > 0 && <> {words.backupLacking(last.lacking)}</>}
        </>
      )}{' '}
      {backUp && !backUp.isDisabled && (
        <Button look="link" size="small" onPress={backUp.run}>
          {words.backUp}
        </Button>
      )}
    </FieldRow>
  )
}
