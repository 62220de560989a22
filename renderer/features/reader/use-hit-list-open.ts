import { useState } from 'react'

/** It is kept from record to record, so that the user can go through many with the list next to them. */
let wasOpen = false

export interface HitListState {
  readonly isOpen: boolean
  /** True when the user has just asked for it, so that its keys work at once. */
  readonly takesFocus: boolean
  setOpen(isOpen: boolean): void
}

/** Whether the list of matches is open. */
export function useHitListOpen(): HitListState {
  const [state, setState] = useState({ isOpen: wasOpen, takesFocus: false })
  const setOpen = (isOpen: boolean) => {
    wasOpen = isOpen
    setState({ isOpen, takesFocus: isOpen })
  }
  return { ...state, setOpen }
}
