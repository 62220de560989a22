import { describeDate } from '../../../shared/dates.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { Bidi } from '../../ui/bidi.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** Source · date as stated · languages · grade · verification, each in its own direction. */
export function RecordSummary({ record }: { record: HoldfastRecord }) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const grade = words.gradeOf(words.reliability[record.reliability], words.credibility[record.credibility])
  return (
    <ul className="record-summary">
      {record.sources.map((source) => (
        <li key={source}>
          <Bidi>{source}</Bidi>
        </li>
      ))}
      {record.dateStated && (
        <li>
          <Bidi title={describeDate(record.dateStated, record.dateEdtf)}>{record.dateStated}</Bidi>
        </li>
      )}
      {record.languages.length > 0 && <li>{record.languages.map(formats.languageName).join(', ')}</li>}
      <li>
        <abbr className="grade" title={grade}>
          {record.reliability}
          {record.credibility}
        </abbr>
        <span className="ui-spoken">{grade}</span>
      </li>
      <li>{words.verification[record.verification.status]}</li>
      {record.sensitivity !== 'none' && (
        <li className="record-sensitivity">{words.sensitivity[record.sensitivity]}</li>
      )}
    </ul>
  )
}
