import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { BackupReport } from '../../../shared/contract/backups.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { LostFiles } from './lost-files.tsx'

/** What a backup copied and what was proved about it, in plain words. */
export function BackupOutcome({ report }: { report: BackupReport }) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  const { objects, bytes, copied, mended, notProved, sameDisk, lacking, dropped } = report
  return (
    <div className="backup-outcome">
      <p className="backup-done">
        <CircleCheck size={16} aria-hidden="true" /> {words.done(objects, formats.bytes(bytes))}
      </p>
      <p>
        {words.copied(copied.objects, formats.bytes(copied.bytes))} {mended > 0 && words.mended(mended)}{' '}
        {dropped.length > 0 && words.dropped(dropped.length)}
      </p>
      <p>{notProved === null ? words.proved : words.notProved[notProved]}</p>
      {sameDisk && (
        <p className="backup-attention">
          <TriangleAlert size={16} aria-hidden="true" /> {words.sameDisk}
        </p>
      )}
      {lacking.length > 0 && <LostFiles heading={words.lacking(lacking.length)} damages={lacking} />}
    </div>
  )
}
