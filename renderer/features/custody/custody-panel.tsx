import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'
import { showDirections } from '../../../shared/text/show-directions.ts'
import { useSaveCopy } from '../../data/use-save-copy.ts'
import { Button } from '../../ui/button.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { ShortHash } from '../../ui/short-hash.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { ObjectTimestamps } from './object-timestamps.tsx'
import { CustodyMark } from './custody-mark.tsx'
import { AddFiles } from './add-files.tsx'
import { LedgerLines } from './ledger-lines.tsx'
import { objectFacts } from './object-facts.ts'
import { ReportButtons } from './report-buttons.tsx'
import './custody.css'

/**
 * The files of a record with their hashes, its place in the ledger, whether custody is intact, and the report on it.
 */
export function CustodyPanel({ record }: { record: HoldfastRecord }) {
  const { custody: words } = useMessages()
  return (
    <div className="custody">
      <CustodyMark />
      {record.objects.length === 0 && <p className="custody-none">{words.noFiles}</p>}
      <ul>
        {record.objects.map((object) => (
          <li key={object.hash} className="custody-file">
            <FileRows object={object} />
          </li>
        ))}
      </ul>
      <AddFiles record={record} />
      <h2 className="custody-heading">{words.title}</h2>
      <LedgerLines record={record} />
      <h2 className="custody-heading">{words.report}</h2>
      <ReportButtons ids={[record.id]} />
    </div>
  )
}

function FileRows({ object }: { object: ContentObject }) {
  const { custody: words, window } = useMessages()
  const formats = useFormats()
  const save = useSaveCopy()
  return (
    <>
      <p className="custody-name">
        <bdi dir="auto">{showDirections(object.name)}</bdi>
        <span className="custody-role">
          {words.roles[object.role]}
          {object.language && `, ${formats.languageName(object.language)}`}
        </span>
      </p>
      <FieldRows>
        <FieldRow label={words.hash}>
          <ShortHash hash={object.hash} copyLabel={window.copy} copiedLabel={window.copied} />
        </FieldRow>
        <FieldRow label={words.size}>
          <span title={words.exactBytes(formats.number(object.sizeBytes))}>
            {formats.bytes(object.sizeBytes)}
          </span>
        </FieldRow>
        <FieldRow label={words.mediaType}>
          <code>{object.mediaType}</code>
        </FieldRow>
        {objectFacts(object.facts, words.facts, formats).map(([label, value]) => (
          <FieldRow key={label} label={label}>
            <bdi dir="auto">{value}</bdi>
          </FieldRow>
        ))}
        {object.derivedFrom && (
          <FieldRow label={words.derivedFrom}>
            <code>{object.derivedFrom.slice(0, 12)}…</code> {object.tool}
          </FieldRow>
        )}
      </FieldRows>
      <Button look="link" onPress={() => save(object)}>
        {words.saveCopy}
      </Button>
      <ObjectTimestamps hash={object.hash} />
    </>
  )
}
