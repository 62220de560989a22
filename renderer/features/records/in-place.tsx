import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'

export interface InPlaceProps {
  /** The name of the field. */
  readonly label: string
  /** What is read out as its value. */
  readonly spoken: string
  /** The value as shown while it is not being edited. */
  readonly shown: ReactNode
  readonly isEmpty: boolean
  readonly isReadOnly: boolean
  /** Called when the focus leaves, so that what was typed is not lost. */
  onLeave?(): void
  /** The editor; `close` returns the focus to the value. */
  children(close: () => void): ReactNode
}

/** A value that turns into its editor in place, and back when the focus leaves or Escape is pressed. */
export function InPlace({ label, spoken, shown, isEmpty, isReadOnly, onLeave, children }: InPlaceProps) {
  const [isEditing, setEditing] = useState(false)
  const [isReturning, setReturning] = useState(false)
  const close = () => {
    setEditing(false)
    setReturning(true)
  }
  if (isReadOnly) return <div>{shown}</div>
  if (!isEditing)
    return (
      <Button
        className={`ui-editable ${isEmpty ? 'ui-editable--empty' : ''}`}
        aria-label={`${label}: ${spoken}`}
        // The focus returns to where the editing began.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isReturning}
        onPress={() => setEditing(true)}
      >
        {shown}
      </Button>
    )
  return (
    // The keys belong to the field inside; only Escape and leaving it are watched here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className="in-place"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
      onBlur={(event) => {
        if (isStillInside(event.currentTarget, event.relatedTarget)) return
        onLeave?.()
        setEditing(false)
        setReturning(false)
      }}
    >
      {children(close)}
    </div>
  )
}

/** A list of completions is outside the editor in the page, but belongs to it; so does a window that lost focus. */
function isStillInside(editor: Element, next: EventTarget | null): boolean {
  if (!document.hasFocus()) return true
  return next instanceof Element && (editor.contains(next) || next.closest('.ui-popover') !== null)
}
