import type { ArchiveDescription } from '../../../shared/contract/archive.ts'
import type { VerifyReport } from '../../../shared/contract/custody.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useOpenArchive } from './use-open-archive.ts'

interface ReceivedDialogProps {
  readonly archive: ArchiveDescription
  /** Distinguishes this copy of the archive from others on this computer. */
  readonly copy: string | undefined
  onClose(): void
}

/** Who wrote an archive that came from elsewhere, what vouches for it and what cannot be known; and the choice. */
export function ReceivedDialog({ archive, copy, onClose }: ReceivedDialogProps) {
  const { archive: words, window: common } = useMessages()
  const { value: report, error } = useQuery('custody.verify', { mode: 'quick' })
  const open = useOpenArchive()
  const adopt = async () => {
    onClose()
    await open({ id: archive.id, copy, isMine: true })
  }
  return (
    <FormDialog
      title={words.receivedTitle}
      size="wide"
      onClose={onClose}
      closeLabel={common.close}
      cancelLabel={words.receivedRead}
      doLabel={words.receivedMine}
      isReady={report !== undefined}
      onDo={() => void adopt()}
      error={null}
    >
      <p>{words.receivedAbout}</p>
      <h3 className="received-heading">{words.receivedWriters}</h3>
      {error ? (
        <ErrorNote error={error} />
      ) : report ? (
        <Findings report={report} />
      ) : (
        <p>{words.receivedLooking}</p>
      )}
      <h3 className="received-heading">{words.receivedUnknown}</h3>
      <ul className="received-list">
        {words.receivedCannot.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </FormDialog>
  )
}

function Findings({ report }: { report: VerifyReport }) {
  const { custody: words } = useMessages()
  return (
    <>
      <ul className="received-list">
        {report.writers.map((writer) => (
          <li key={writer.device}>{words.writer(writer)}</li>
        ))}
        {report.notices.map((notice) => {
          const text = words.notice(notice)
          return <li key={text}>{text}</li>
        })}
      </ul>
      {report.damages.length > 0 && (
        <ul className="received-list received-damages">
          {report.damages.map(({ message }) => (
            <li key={message}>
              <bdi dir="auto">{message}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
