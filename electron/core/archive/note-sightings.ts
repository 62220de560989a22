import type { NoteRepair } from '../disk/set-aside.ts'
import type { Profile } from '../profile/profile.ts'
import type { Sighting } from '../profile/sightings.ts'
import type { Store } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'

/** What is known about how lines came into an archive that is being opened. */
export interface Arrivals {
  readonly archive: string
  readonly trust: Trust
  /** The devices whose lines a merge has just brought. */
  readonly merged: ReadonlySet<string>
  readonly note: NoteRepair
}

/**
 * Notes which devices have written to an archive, and reports those that are new although no merge on this computer
 * brought them.
 */
export async function noteSightings(profile: Profile, store: Store, arrivals: Arrivals): Promise<void> {
  const { archive, trust, merged, note } = arrivals
  const before = await profile.sightings(archive)
  const at = new Date().toISOString()
  const { keys } = store.custody()
  const written = Object.entries(store.heads()).filter(([, { seq }]) => seq > 0)
  const devices = new Set([store.device, ...written.map(([device]) => device)])
  const seen = [...devices].map((device): Sighting => {
    const how = trust.writers.has(device) ? 'made' : merged.has(device) ? 'merged' : 'opened'
    return { archive, device, at, how, key: keys[device]?.fingerprint ?? null }
  })
  const isNew = ({ device }: Sighting) => !before.some((each) => each.device === device)
  const isUnnoted = ({ device, key }: Sighting) =>
    key !== null && before.some((each) => each.device === device && each.key === null)
  await profile.noteSightings(seen.filter((each) => isNew(each) || isUnnoted(each)))
  if (before.length === 0) return
  for (const { device, how } of seen.filter(isNew)) {
    if (how !== 'opened') continue
    const message = `Lines of ${device}, which this computer had never seen in this archive, came in without a merge on this computer. “verify” says what vouches for them.`
    note({ kind: 'new-writer', path: `ledger/${device}`, aside: null, message })
  }
}
