import { useEffect, useEffectEvent, useState } from 'react'
import { useMessages } from '../../messages/use-messages.tsx'
import './imports.css'

/** The whole window accepts files and folders that are dropped on it, and says so while they hover. */
export function DropTarget({ onDrop }: { onDrop(transfer: DataTransfer): void }) {
  const { imports: words } = useMessages()
  const [isOver, setOver] = useState(false)
  const drop = useEffectEvent(onDrop)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      // Only leaving the window itself has no target.
      if (event.relatedTarget === null) setOver(false)
    }
    const dropped = (event: DragEvent) => {
      setOver(false)
      if (!holdsFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      drop(event.dataTransfer)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', dropped)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', dropped)
    }
  }, [])
  if (!isOver) return null
  return (
    <div className="drop-target" aria-live="polite">
      <p className="drop-target-title">{words.drop}</p>
      <p>{words.dropAdvice}</p>
    </div>
  )
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
