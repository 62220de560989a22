import type { Hit } from '../../../shared/contract/search.ts'
import { parseLocator } from '../../../shared/model/locator.ts'
import { Highlighted } from '../../ui/highlighted.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { KindIcon } from './kind-icon.tsx'

export interface RecordRowProps {
  hit: Hit
  /** Tag paths, as far as the tags are known. */
  tagNames: readonly string[]
}

/** How many tags a row names before it counts the rest. */
const TAGS_SHOWN = 3

/** What a row of the list shows: title and date, then the hit or whose it is, then where the hit is and the tags. */
export function RecordRow({ hit, tagNames }: RecordRowProps) {
  const { library } = useMessages()
  return (
    <>
      <KindIcon kind={hit.kind} />
      <div className="library-row-title">
        <span className="library-row-name" title={hit.title}>
          <Highlighted text={hit.title || library.untitled} ranges={hit.titleHighlights} isLine />
        </span>
        {hit.dateStated && (
          <bdi
            className="library-row-date"
            dir="auto"
            title={hit.dateEdtf && library.derivedDate(hit.dateEdtf)}
          >
            {hit.dateStated}
          </bdi>
        )}
      </div>
      <div className="library-row-text">
        {hit.snippet ? (
          <Highlighted text={hit.snippet} ranges={hit.highlights} isLine />
        ) : (
          <Origin hit={hit} />
        )}
      </div>
      <div className="library-row-labels">
        <Place hit={hit} />
        {tagNames.slice(0, TAGS_SHOWN).map((name) => (
          <bdi className="library-row-tag" key={name} dir="auto">
            {name}
          </bdi>
        ))}
        {tagNames.length > TAGS_SHOWN && <span>{library.moreTags(tagNames.length - TAGS_SHOWN)}</span>}
      </div>
    </>
  )
}

/** Who it comes from; where nothing is recorded, the files as they were named. */
function Origin({ hit }: { hit: Hit }) {
  const { languageName } = useFormats()
  const names = [...hit.sources, ...hit.people, ...hit.languages.map(languageName)]
  const shown = names.length > 0 ? names : hit.names
  return shown.map((name, at) => (
    <span key={name}>
      {at > 0 && ' · '}
      <bdi dir="auto">{name}</bdi>
    </span>
  ))
}

function Place({ hit }: { hit: Hit }) {
  const { library, search } = useMessages()
  const { duration } = useFormats()
  if (hit.field === '' || hit.field === 'title') return null
  const locator = hit.locator === '' ? null : parseLocator(hit.locator)
  const field = library.inField(search.fields[hit.field])
  if (locator?.type === 'page') return <span>{`${field}, ${search.atPage(locator.page)}`}</span>
  if (locator?.type === 'time') return <span>{`${field}, ${search.atTime(duration(locator.startMs))}`}</span>
  return <span>{field}</span>
}
