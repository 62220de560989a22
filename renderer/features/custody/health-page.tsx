import type { ReactNode } from 'react'
import { useQuery } from '../../data/use-query.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PathText } from '../../ui/path-text.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { AcceptCut } from './accept-cut.tsx'
import { ConcernList } from './concern-list.tsx'
import { MakePrivate } from './make-private.tsx'
import { RebuildCatalogue } from './rebuild-catalogue.tsx'
import { SignedHead } from './signed-head.tsx'
import { TimestampList } from './timestamp-list.tsx'
import { VerifyArchive } from './verify-archive.tsx'
import './custody.css'

/**
 * The state of the archive, for someone who has never heard of a hash: what is wrong, when it was checked, what
 * others can check. `lastBackup` is a row of another feature.
 */
export function HealthPage({ lastBackup }: { lastBackup: ReactNode }) {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const { value: health, error } = useQuery('custody.health', {})
  const { value: passes } = useQuery('custody.passes', {})
  if (error) return <ErrorNote error={error} />
  if (!health || !passes) return null
  const { report } = passes
  return (
    <div className="health">
      <ConcernList health={health} passes={passes} />
      {health.access === 'open' && <MakePrivate />}
      {health.cut.length > 0 && <AcceptCut />}
      {report?.damages.some(({ kind }) => kind === 'catalogue-differs') && <RebuildCatalogue />}
      <h3>{words.healthVerify}</h3>
      <VerifyArchive />
      <h3>{words.healthHead}</h3>
      <SignedHead health={health} />
      <h3>{words.healthStamps}</h3>
      <TimestampList />
      <h3>{words.healthRoom}</h3>
      <FieldRows>
        {lastBackup}
        <FieldRow label={words.disk}>
          {words.free(formats.bytes(health.disk.freeBytes), formats.bytes(health.disk.totalBytes))}
        </FieldRow>
        {health.copies.map((copy) => (
          <FieldRow key={copy.path} label={words.otherCopy}>
            <PathText path={copy.path} />, {words.seen(formats.instant(copy.at))}
          </FieldRow>
        ))}
      </FieldRows>
    </div>
  )
}
