import type { Profile } from './profile.ts'

/** Returns who acts: the person whom the settings name for the ledger, or else the software. */
export function actorOf(profile: Profile, options: { readonly software: string }) {
  const name = profile.personName()
  return name ? ({ type: 'person', name } as const) : ({ type: 'software', name: options.software } as const)
}
