import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ArchiveWriter, Damage, VerifyNotice, VerifyReport } from '../../../shared/contract/custody.ts'
import { PlaceLink } from '../../data/place-link.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** What a verification found, in plain words. */
export function VerifyOutcome({ report }: { report: VerifyReport }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const counts = [report.objects, formats.bytes(report.objectBytes), report.ledgerLines] as const
  const notices = (
    <>
      <Writers of={report.writers} />
      {report.notices.length > 0 && <Notices of={report.notices} />}
    </>
  )
  if (report.intact)
    return (
      <>
        <p className="verify-intact">
          <CircleCheck size={16} aria-hidden="true" /> {words[report.mode].intact(...counts)}
        </p>
        {notices}
      </>
    )
  return (
    <>
      <div className="verify-damaged">
        <p className="verify-damaged-title">
          <TriangleAlert size={16} aria-hidden="true" /> {words.damaged(report.damages.length)}
        </p>
        <p>{words[report.mode].looked(...counts)}</p>
        <ul>
          {report.damages.map((damage) => (
            <DamageLine key={`${damage.kind} ${damage.file} ${damage.line ?? ''}`} damage={damage} />
          ))}
        </ul>
        <p>{words.damagedAdvice}</p>
      </div>
      {notices}
    </>
  )
}

function Writers({ of }: { of: readonly ArchiveWriter[] }) {
  const { custody: words } = useMessages()
  return (
    <ul className="verify-notices" aria-label={words.writers}>
      {of.map((writer) => (
        <li key={writer.device}>{words.writer(writer)}</li>
      ))}
    </ul>
  )
}

function Notices({ of }: { of: readonly VerifyNotice[] }) {
  const { custody: words } = useMessages()
  return (
    <ul className="verify-notices" aria-label={words.notices}>
      {of.map((notice) => {
        const text = words.notice(notice)
        return <li key={text}>{text}</li>
      })}
    </ul>
  )
}

function DamageLine({ damage }: { damage: Damage }) {
  const { custody: words } = useMessages()
  const place = damage.line === undefined ? words.inFile(damage.file) : words.atLine(damage.file, damage.line)
  return (
    <li>
      <b>{words.damages[damage.kind]}</b>
      <bdi className="verify-place" dir="ltr" title={damage.message}>
        {place}
      </bdi>
      {damage.record && <PlaceLink to={{ record: damage.record }}>{words.ofRecord(damage.record)}</PlaceLink>}
    </li>
  )
}
