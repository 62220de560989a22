import './diffed-text.css'

export interface DiffedTextProps {
  parts: readonly { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }[]
  /** What is said before and after a changed part, to somebody who does not see the lines. */
  labels: { readonly removed: string; readonly added: string; readonly end: string }
}

/** Two texts in one: what was removed is struck through, what was added is underlined, and both are spoken. */
export function DiffedText({ parts, labels }: DiffedTextProps) {
  return (
    <span className="ui-diffed" dir="auto">
      {parts.map(({ kind, text }, at) => {
        if (kind === 'same') return text
        const Part = kind === 'removed' ? 'del' : 'ins'
        return (
          // Parts have no name of their own and never move.
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

/** An isolate, so that the words of the window do not decide the direction of the text. */
function Spoken({ text }: { text: string }) {
  return <bdi className="ui-spoken ui-diff-spoken"> {text} </bdi>
}
