import { useEffect, useRef } from 'react'

/** Whether a dialog is open at the moment of the call: work that began in it may end long after it was closed. */
export function useIsSeen(isOpen: boolean): () => boolean {
  const latest = useRef(isOpen)
  useEffect(() => {
    latest.current = isOpen
  }, [isOpen])
  return () => latest.current
}
