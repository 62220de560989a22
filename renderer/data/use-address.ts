import { useMemo, useSyncExternalStore } from 'react'
import { changeAddress, parseAddress, printAddress } from './address.ts'
import type { Address } from './address.ts'

/** What is open and where, according to the window's address. */
export function useAddress(): Address {
  const hash = useSyncExternalStore(watchHash, () => location.hash)
  return useMemo(() => parseAddress(hash), [hash])
}

/** The present address, for code that runs on a key press or a click. */
export function readAddress(): Address {
  return parseAddress(location.hash)
}

/**
 * Goes where the change says, keeping the rest of the address. `replace` adds no step to the history: for typing in
 * the search box and for a place that moves while the user reads.
 */
export function navigate(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const hash = printAddress(changeAddress(readAddress(), change))
  if (hash === location.hash) return
  if (how === 'push') history.pushState(null, '', hash)
  else history.replaceState(history.state, '', hash)
  // pushState and replaceState announce nothing on their own.
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
