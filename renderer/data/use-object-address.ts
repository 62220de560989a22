import { useCallback, useEffect, useRef, useState } from 'react'
import type { BytesWanted } from '../shell/shell.ts'
import { useShell } from './shell-provider.tsx'

/** The address of bytes that an element fetches on its own, and what to do when it could not. */
export interface ElementAddress {
  /** Undefined until it is known. */
  readonly src: string | undefined
  /**
   * For the element's `error`: gets a new address if the present one has expired, and returns whether it does; if not, the
   * bytes themselves are the reason.
   */
  renew(): boolean
}

/** Keeps an address for an element; it changes only when other bytes are wanted or the element asks for a new one. */
export function useObjectAddress(wanted: BytesWanted): ElementAddress {
  const shell = useShell()
  const [given, setGiven] = useState<{ readonly what: string; readonly src: string }>()
  const latest = useRef({ asked: 0, expiresAt: Infinity })
  const name = JSON.stringify(wanted)
  const ask = useCallback(() => {
    const asked = latest.current.asked + 1
    latest.current = { asked, expiresAt: Infinity }
    const askedAt = performance.now()
    // It was printed from this type above, so that the same bytes are not asked for at each rendering.
    const bytes = JSON.parse(name) as BytesWanted
    shell.addressOf(bytes).then(
      ({ address, lifeMs }) => {
        if (latest.current.asked !== asked) return
        latest.current = { asked, expiresAt: askedAt + lifeMs }
        setGiven({ what: whatOf(bytes), src: address })
      },
      (thrown: unknown) => console.error(thrown),
    )
  }, [shell, name])
  useEffect(() => ask(), [ask])
  const renew = useCallback(() => {
    if (performance.now() < latest.current.expiresAt) return false
    ask()
    return true
  }, [ask])
  return { src: given?.what === whatOf(wanted) ? given.src : undefined, renew }
}

/** A picture stays until the same one in another width has arrived; another object's never does. */
const whatOf = (wanted: BytesWanted): string =>
  `${wanted.as} ${wanted.hash} ${wanted.as === 'page' ? wanted.page : ''}`
