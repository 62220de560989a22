import { showDirections } from '../../../shared/text/show-directions.ts'
import { useCallback, useState } from 'react'
import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { Select } from '../../ui/select.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { displayOf, readableObjects, transcriptsOf } from './content.ts'
import { FileCard } from './file-card.tsx'
import { GraphicCover } from './graphic-cover.tsx'
import { HitList } from './hit-list.tsx'
import { MediaReader } from './media-reader.tsx'
import { PagesReader } from './pages-reader.tsx'
import { PictureReader } from './picture-reader.tsx'
import { ReaderToolbar } from './reader-toolbar.tsx'
import { TextPane } from './text-pane.tsx'
import { useHitListOpen } from './use-hit-list-open.ts'
import { useHits } from './use-hits.ts'
import type { ObjectReaderProps } from './object-reader-props.ts'
// In the order they had in one file: later rules win over earlier ones.
import './reader.css'
import './hit-list.css'
import './text-pane.css'
import './pages.css'
import './media.css'
import './transcript.css'
import './cards.css'
import './picture.css'
import './media-narrow.css'

export interface RecordReaderProps {
  readonly record: HoldfastRecord
  /** Receives the locator of the present place as it moves. */
  onPlace(locator: string): void
}

/** Shows what a record contains, by the kind of its object, opened at the place in the address. */
export function RecordReader({ record, onPlace }: RecordReaderProps) {
  const { reader: words } = useMessages()
  const { at, object: wanted, query: searched } = useAddress()
  const [own, setOwn] = useState<string | null>(null)
  const query = own ?? searched
  const hits = useHits(record.id, query, at)
  const list = useHitListOpen()
  const objects = readableObjects(record)
  const object = chosenObject(objects, [hits.match?.hash, wanted])
  if (!object) return <p className="reader-nothing">{words.noObjects}</p>
  const isSearchable = displayOf(object) !== 'image' && displayOf(object) !== 'file'
  return (
    <section className="reader" aria-label={words.region}>
      {(isSearchable || objects.length > 1) && (
        <ReaderToolbar
          {...{ query, hits, isSearchable }}
          onQuery={setOwn}
          isListOpen={list.isOpen}
          onListOpen={list.setOpen}
        >
          <ObjectChoice objects={objects} object={object} />
        </ReaderToolbar>
      )}
      <div className="reader-body">
        {isSearchable && list.isOpen && hits.matches.length > 0 && (
          <HitList
            record={record}
            hits={hits}
            takesFocus={list.takesFocus}
            onClose={() => list.setOpen(false)}
          />
        )}
        <div className="reader-content">
          <GraphicCover key={record.id} isGraphic={record.sensitivity === 'graphic'}>
            <ObjectReader key={object.hash} {...{ record, object, hits, at, onPlace }} />
          </GraphicCover>
        </div>
      </div>
    </section>
  )
}

function ObjectReader(props: ObjectReaderProps) {
  const { record, object } = props
  switch (displayOf(object)) {
    case 'pages':
      return <PagesReader {...props} />
    case 'video':
    case 'audio':
      return <MediaReader {...props} transcripts={transcriptsOf(record)} />
    case 'image':
      return <PictureReader {...props} />
    case 'text':
      return <TextPane {...props} />
    case 'file':
      return <FileCard object={object} />
  }
}

function ObjectChoice({ objects, object }: { objects: readonly ContentObject[]; object: ContentObject }) {
  const { reader: words } = useMessages()
  const onChange = useCallback((hash: string) => navigate({ object: hash, at: '' }), [])
  if (objects.length < 2) return null
  return (
    <Select
      label={words.object}
      isLabelHidden
      look="quiet"
      choices={objects.map((each) => ({ id: each.hash as string, label: showDirections(each.name) }))}
      value={object.hash}
      onChange={onChange}
    />
  )
}

/** The object of the current match, or the one that the address names, or the first. */
function chosenObject(objects: readonly ContentObject[], wanted: readonly (string | undefined)[]) {
  for (const hash of wanted) {
    const found = objects.find((object) => object.hash === hash)
    if (found) return found
  }
  return objects[0]
}
