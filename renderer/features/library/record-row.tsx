import { showDirections } from '../../../shared/text/show-directions.ts'
import type { Hit } from '../../../shared/contract/search.ts'
import { Highlighted } from '../../ui/highlighted.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { KindIcon } from './kind-icon.tsx'
import { usePlaceWords } from './use-place-words.ts'

export interface RecordRowProps {
  hit: Hit
  /** Tag paths, as far as the tags are known. */
  tagNames: readonly string[]
}

/** How many tags a row names before it counts the rest. */
const TAGS_SHOWN = 3

/** What a row of the list shows: title and date, then the hit or the origin, then where the hit is and the tags. */
export function RecordRow({ hit, tagNames }: RecordRowProps) {
  const { library } = useMessages()
  return (
    <>
      <KindIcon kind={hit.kind} />
      <div className="library-row-title">
        <span className="library-row-name" title={showDirections(hit.title)}>
          <Highlighted
            text={showDirections(hit.title) || library.untitled}
            ranges={hit.titleHighlights}
            isLine
          />
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

/** Whom it comes from; if nothing is recorded, the files as they were named. */
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

/** Where the hit is, and how it was matched if the text has the word in another form. */
function Place({ hit }: { hit: Hit }) {
  const { search } = useMessages()
  const place = usePlaceWords()(hit)
  const rule = hit.rule === '' ? null : search.rules[hit.rule]
  return (
    <>
      {place && <span>{place}</span>}
      {rule && (
        <span className="library-row-rule" title={rule[1]}>
          {rule[0]}
        </span>
      )}
    </>
  )
}
