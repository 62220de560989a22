import { useMemo, useSyncExternalStore } from 'react'
import { changeAddress, parseAddress, printAddress } from './address.ts'
import type { Address } from './address.ts'

/** What is open and where, as the window's address says it now. */
export function useAddress(): Address {
  const hash = useSyncExternalStore(watchHash, () => location.hash)
  return useMemo(() => parseAddress(hash), [hash])
}

/** The address now, for code that runs on a key or a click. */
export function readAddress(): Address {
  return parseAddress(location.hash)
}

/**
 * Goes where the change says, keeping the rest of the address. `replace` leaves no step to come back to:
 * for typing in the search box and for a place that moves while one reads.
 */
export function navigate(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const hash = printAddress(changeAddress(readAddress(), change))
  if (hash === location.hash) return
  if (how === 'push') history.pushState(null, '', hash)
  else history.replaceState(history.state, '', hash)
  // pushState and replaceState announce nothing of themselves.
  dispatchEvent(new Event(ADDRESS_EVENT))
}

/** The hash of a link that keeps the list as it is: `<a href={linkTo({ record, at })}>`. */
export function linkTo(change: Partial<Address>): string {
  return printAddress(changeAddress(readAddress(), change))
}

const ADDRESS_EVENT = 'holdfast-address'

function watchHash(listener: () => void): () => void {
  const names = ['hashchange', 'popstate', ADDRESS_EVENT]
  for (const name of names) addEventListener(name, listener)
  return () => {
    for (const name of names) removeEventListener(name, listener)
  }
}
