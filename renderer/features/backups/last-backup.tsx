import type { Reply } from '../../../shared/contract/index.ts'
import { PathText } from '../../ui/path-text.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** When the archive was last backed up on this computer, where to, and whether that was proved. */
export function LastBackup({ last }: { last: Reply<'backups.status'>['last'] }) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  if (!last) return <p>{words.never}</p>
  return (
    <dl className="backup-facts">
      <dt>{words.last}</dt>
      <dd title={formats.exactInstant(last.at)}>{formats.instant(last.at)}</dd>
      <dt>{words.where}</dt>
      <dd>
        <PathText path={last.where} />
      </dd>
      <dt>{words.holds}</dt>
      <dd>{words.holdsOf(last.objects, formats.bytes(last.bytes))}</dd>
      <dt>{words.lastProved}</dt>
      <dd>{last.proved ? words.yes : words.no}</dd>
    </dl>
  )
}
