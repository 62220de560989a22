import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useTagChanges } from './use-tag-changes.ts'

/** The name of a tag, edited in place: Enter or leaving saves it, Escape does not. */
export function RenameField({ tag, onDone }: { tag: ListedTag; onDone(): void }) {
  const { tags: words } = useMessages()
  const { rename } = useTagChanges()
  const [label, setLabel] = useState(tag.label)
  const input = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    // After the menu that asked for this has returned the focus.
    const frame = requestAnimationFrame(() => {
      input.current?.focus()
      input.current?.select()
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  const finish = (isKept: boolean) => {
    if (isDone.current) return
    isDone.current = true
    if (isKept && label.trim() !== '' && label.trim() !== tag.label) void rename(tag, label.trim())
    onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // The tree must not handle letters, arrows or Enter itself.
    event.stopPropagation()
    if (event.key === 'Enter' || event.key === 'Escape') finish(event.key === 'Enter')
  }
  return (
    <input
      ref={input}
      className="ui-input tags-rename"
      dir="auto"
      aria-label={words.newName(tag.label)}
      value={label}
      onChange={(event) => setLabel(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  )
}
