import { useState } from 'react'
import { useAddress } from '../../data/use-address.ts'

/** Below this height in CSS pixels the content comes first, and the panels open on request. */
const OPEN_FROM = 860

/** Whether the panels under the reader are open. It is kept from record to record; an address with a tab opens them. */
export function usePanelsOpen(): readonly [boolean, (isOpen: boolean) => void] {
  const { tab } = useAddress()
  const [state, setState] = useState({ tab, isOpen: tab !== '' || innerHeight >= OPEN_FROM })
  if (state.tab !== tab) setState({ tab, isOpen: state.isOpen || tab !== '' })
  return [state.isOpen, (isOpen) => setState((now) => ({ ...now, isOpen }))]
}
