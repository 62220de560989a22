import { useMemo } from 'react'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ExtractionNotes } from './extraction-notes.tsx'
import { FileCard } from './file-card.tsx'
import { passageFor } from './following.ts'
import type { ObjectReaderProps } from './object-reader-props.ts'
import { TextReader } from './text-reader.tsx'
import { usePassages } from './use-passages.ts'

/** The text of an object, whatever its format: pasted, plain, HTML and DOCX are all shown alike. */
export function TextPane({ record, object, hits, at, onPlace }: ObjectReaderProps) {
  const { reader: words } = useMessages()
  const { passages, total, isPending, error } = usePassages(record.id, object.hash)
  const match = hits.match?.hash === object.hash ? hits.match : null
  const arrival = useMemo(() => passageFor(passages, at), [passages, at])
  const index = match ? match.passage : arrival
  const reason = match ?? at
  const target = useMemo(() => ({ index, reason }), [index, reason])
  if (error) return <ErrorNote error={error} />
  if (isPending) return <p className="reader-nothing">{words.loading}</p>
  if (total === 0) return <FileCard object={object} />
  return (
    <div className="text-pane">
      <ExtractionNotes object={object} />
      <TextReader
        label={words.text(record.title)}
        passages={passages}
        direction={record.direction}
        marks={hits.marksOf(object.hash)}
        current={hits.current}
        target={target}
        onPlace={onPlace}
      />
      {passages.length < total && (
        <p className="reader-status" aria-live="polite">
          {words.more(passages.length, total)}
        </p>
      )}
    </div>
  )
}
