import type { RecordId } from '../../../shared/model/ids.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCopy } from '../../ui/use-copy.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** The formatted reference in every style, each with a button to copy it. */
export function References({ id }: { id: RecordId }) {
  const { citations: words } = useMessages()
  const { value, error } = useQuery('citations.format', { id })
  if (error) return <ErrorNote error={error} />
  return (
    <ul className="references" aria-label={words.references}>
      {(value?.references ?? []).map(({ style, text }) => (
        <Reference key={style} style={words.styles[style]} text={text} />
      ))}
    </ul>
  )
}

function Reference({ style, text }: { style: string; text: string }) {
  const { citations: words } = useMessages()
  const { isCopied, copy } = useCopy()
  return (
    <li className="reference">
      <div className="reference-head">
        <span className="reference-style">{style}</span>
        <Button look="link" size="small" aria-label={words.copy(style)} onPress={() => void copy(text)}>
          {isCopied ? words.copiedShort : words.copyShort}
        </Button>
      </div>
      <p className="reference-text" dir="auto">
        {text}
      </p>
    </li>
  )
}
