import { Button } from './button.tsx'
import { useCopy } from './use-copy.ts'
import './short-hash.css'

export interface ShortHashProps {
  hash: string
  copyLabel: string
  copiedLabel: string
}

/** A hash as `7f3a…c21e`; the full hash on hover, to a screen reader and in the clipboard. */
export function ShortHash({ hash, copyLabel, copiedLabel }: ShortHashProps) {
  const { isCopied, copy } = useCopy()
  return (
    <span className="ui-hash">
      <code title={hash} aria-hidden="true">
        {hash.slice(0, 4)}…{hash.slice(-4)}
      </code>
      <span className="ui-spoken">{hash}</span>
      <Button look="link" size="small" onPress={() => void copy(hash)}>
        {isCopied ? copiedLabel : copyLabel}
      </Button>
    </span>
  )
}
