import type { MouseEvent, ReactNode } from 'react'
import { navigate, printPlace, type Place } from './use-address.ts'

export interface PlaceLinkProps {
  readonly to: Place
  readonly className?: string
  readonly label?: string
  onGo?(): void
  readonly children: ReactNode
}

/** A link to a record that keeps the list as it is; in another tab, it opens the record alone. */
export function PlaceLink({ to, className, label, onGo, children }: PlaceLinkProps) {
  const go = (event: MouseEvent) => {
    onGo?.()
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(to)
  }
  return (
    <a href={printPlace(to)} className={className} aria-label={label} onClick={go}>
      {children}
    </a>
  )
}
