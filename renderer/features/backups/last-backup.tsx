import type { ReactNode } from 'react'
import type { Reply } from '../../../shared/contract/index.ts'
import { useCommands } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { FieldRow } from '../../ui/field-row.tsx'
import { PathText } from '../../ui/path-text.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/**
 * A row that says when and where the archive was last backed up from this computer, and whether that backup was
 * proved; `children` follow.
 */
export function LastBackup({ children }: { children?: ReactNode }) {
  const { backup: words } = useMessages()
  const { value } = useQuery('backups.status', {})
  if (!value) return null
  const { last } = value
  return (
    <FieldRow label={words.last}>
      {last ? <BackupFacts last={last} /> : words.never} {children}
    </FieldRow>
  )
}

function BackupFacts({ last }: { last: NonNullable<Reply<'backups.status'>['last']> }) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  return (
    <>
      <span title={formats.exactInstant(last.at)}>{formats.instant(last.at)}</span>,{' '}
      {last.proved ? words.lastProved : words.lastNotProved}
      <br />
      <PathText path={last.where} />
      <br />
      {words.lastHolds(last.objects, formats.bytes(last.bytes))}
      {last.lacking > 0 && ` ${words.lastLacking(last.lacking)}`}
    </>
  )
}

/** The way to another backup; renders nothing when none can be made. */
export function BackUpButton() {
  const { backup: words } = useMessages()
  const backUp = useCommands().find(({ id }) => id === 'archive.backup')
  if (!backUp || backUp.isDisabled) return null
  return (
    <Button look="link" size="small" onPress={backUp.run}>
      {words.now}
    </Button>
  )
}
