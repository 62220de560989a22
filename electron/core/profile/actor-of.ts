import type { Home } from './home.ts'

/** Who acts: the person whom the settings name for the ledger, else the software. */
export function actorOf(home: Home, options: { readonly software: string }) {
  const name = home.personName()
  return name ? ({ type: 'person', name } as const) : ({ type: 'software', name: options.software } as const)
}
