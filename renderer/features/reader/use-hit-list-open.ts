import { useState } from 'react'

/** It holds from record to record, so that one can go through many with the list beside them. */
let wasOpen = false

export interface HitListState {
  readonly isOpen: boolean
  /** True where it has just been asked for, so that its keys work at once. */
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
