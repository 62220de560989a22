import './diffed-text.css'

export interface DiffedTextProps {
  parts: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[]
  /** What a screen reader says before and after a changed part. */
  labels: { readonly removed: string; readonly added: string; readonly end: string }
}

/** Two texts in one: removed parts are struck through, added parts are underlined, and both are spoken. */
export function DiffedText({ parts, labels }: DiffedTextProps) {
  return (
    <span className="ui-diffed" dir="auto">
      {parts.map(({ kind, text }, at) => {
        if (kind === 'same') return text
        const Part = kind === 'removed' ? 'del' : 'ins'
        return (
          // Parts have no identity of their own and never move.
          // oxlint-disable-next-line react/no-array-index-key
          <Part key={at} className={`ui-diff ui-diff--${kind}`}>
            <Spoken text={labels[kind]} />
            {text}
            <Spoken text={labels.end} />
          </Part>
        )
      })}
    </span>
  )
}

/** Isolated, so that the words of the window do not affect the direction of the text. */
function Spoken({ text }: { text: string }) {
  return <bdi className="ui-spoken ui-diff-spoken"> {text} </bdi>
}
