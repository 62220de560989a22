import { showDirections } from '../../../shared/text/show-directions.ts'
import type { ContentObject, ExtractionNote } from '../../../shared/model/record.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { PathText } from '../../ui/path-text.tsx'

/**
 * What was noticed while extracting the text of a file, each in a sentence, and which files inside it were not read.
 */
export function ExtractionNotes({ object, without }: { object: ContentObject; without?: ExtractionNote }) {
  const { reader: words } = useMessages()
  const notes = object.notes.filter((note) => note !== without)
  if (notes.length === 0) return null
  return (
    <ul className="reader-notes">
      {notes.map((note) => (
        <li key={note}>
          {words.notes[note]}
          {note === 'pages-without-text' && object.facts.textlessPages && (
            <> {words.textlessPages(object.facts.textlessPages)}</>
          )}
          {note === 'parts-unread' && <UnreadParts object={object} />}
        </li>
      ))}
    </ul>
  )
}

function UnreadParts({ object: { facts } }: { object: ContentObject }) {
  const { reader: words } = useMessages()
  const { unread = [], unreadParts = unread.length } = facts
  return (
    <details className="reader-unread">
      <summary>{words.unread(unreadParts)}</summary>
      <ul>
        {unread.map((name, at) => (
          // Two files inside a file may have the same name, and none of them moves.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <PathText path={showDirections(name)} />
          </li>
        ))}
        {unreadParts > unread.length && <li>{words.moreUnread(unreadParts - unread.length)}</li>}
      </ul>
    </details>
  )
}
