import { EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Keeps graphic material hidden, and unloaded, until the user asks to see it. */
export function GraphicCover({ isGraphic, children }: { isGraphic: boolean; children: ReactNode }) {
  const { reader: words } = useMessages()
  const [isShown, setShown] = useState(false)
  if (!isGraphic) return children
  if (!isShown)
    return (
      <div className="graphic-cover">
        <EyeOff size={20} aria-hidden="true" />
        <p className="graphic-cover-title">{words.coverTitle}</p>
        <p className="graphic-cover-text">{words.cover}</p>
        <Button onPress={() => setShown(true)}>{words.coverShow}</Button>
      </div>
    )
  return (
    <>
      <div className="graphic-uncovered">
        <Button look="link" size="small" onPress={() => setShown(false)}>
          {words.coverHide}
        </Button>
      </div>
      {children}
    </>
  )
}
