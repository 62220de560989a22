import type { ExtractionNote } from '../../../shared/model/record.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** What was met while the text was read out of the file, each in a sentence. */
export function ExtractionNotes({ notes }: { notes: readonly ExtractionNote[] }) {
  const { reader: words } = useMessages()
  if (notes.length === 0) return null
  return (
    <ul className="reader-notes">
      {notes.map((note) => (
        <li key={note}>{words.notes[note]}</li>
      ))}
    </ul>
  )
}
