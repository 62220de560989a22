import { useMemo, useSyncExternalStore } from 'react'
import { changeAddress, parseAddress, printAddress, startAddress } from './address.ts'
import type { Address } from './address.ts'

/** What is open and where, according to the window's history. */
export function useAddress(): Address {
  const printed = useSyncExternalStore(watchAddress, readPrinted)
  return useMemo(() => parseAddress(printed), [printed])
}

/** The present address, for code that runs on a key press or a click. */
export function readAddress(): Address {
  return parseAddress(readPrinted())
}

/**
 * Goes where the change says, keeping the rest of the address. `replace` adds no step to the history: for typing in
 * the search box and for a place that moves while the user reads.
 */
export function navigate(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const printed = printAddress(changeAddress(readAddress(), change))
  if (printed === readPrinted()) return
  keep(printed, how)
}

/** A place that an address may name: browsers keep addresses in their history, and a query is nobody else's business. */
export type Place = Pick<Address, 'record'> & Partial<Pick<Address, 'at' | 'object'>>

/** The hash of a place, for a link that is opened in another tab or copied. */
export function printPlace(place: Place): string {
  return printAddress(changeAddress(startAddress, place))
}

const ADDRESS_EVENT = 'holdfast-address'

/** A hash was typed, or is the address of a link from elsewhere; it counts until it is in the history's state. */
function readPrinted(): string {
  if (location.hash !== '') return location.hash
  const state = history.state as HistoryState | null
  return typeof state?.holdfast === 'string' ? state.holdfast : ''
}

interface HistoryState {
  readonly holdfast?: unknown
}

/** In the history's state, not in the address: the address bar and the list of visited pages show none of it. */
function keep(printed: string, how: 'push' | 'replace'): void {
  const state: HistoryState = { holdfast: printed }
  const bare = location.pathname + location.search
  if (how === 'push') history.pushState(state, '', bare)
  else history.replaceState(state, '', bare)
  // pushState and replaceState announce nothing on their own.
  dispatchEvent(new Event(ADDRESS_EVENT))
}

function watchAddress(listener: () => void): () => void {
  const onHash = () => {
    if (location.hash !== '') keep(location.hash, 'replace')
    listener()
  }
  addEventListener('hashchange', onHash)
  for (const name of ['popstate', ADDRESS_EVENT]) addEventListener(name, listener)
  onHash()
  return () => {
    removeEventListener('hashchange', onHash)
    for (const name of ['popstate', ADDRESS_EVENT]) removeEventListener(name, listener)
  }
}
