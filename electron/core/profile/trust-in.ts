import type { Trust } from '../trust/trust.ts'
import type { Profile } from './profile.ts'

/** What this computer knows about an archive, and which of its device codes need to be noted or replaced. */
export interface KnownTrust extends Trust {
  readonly writers: Map<string, { readonly unsealedUpTo: number }>
  /** The hash of the last unsealed line of each device code that has one. */
  readonly unsealedHashes: ReadonlyMap<string, string>
  /** Device codes from before lines were sealed one by one, as far as this computer has not noted where that ended. */
  readonly unnoted: ReadonlySet<string>
  /** Device codes whose lines were sealed with a key that this computer no longer has. */
  readonly keyLost: ReadonlySet<string>
}

/** Every line counts as one from before lines were sealed. */
const ALL_UNSEALED = Number.MAX_SAFE_INTEGER

/**
 * What this computer knows about the archive with this id. Where it has not noted up to where the lines of one of its
 * device codes are unsealed, they are believed at the path where it wrote them, and elsewhere as far as it has pinned them.
 */
export async function trustIn(
  profile: Pick<Profile, 'marksFor' | 'writersOf' | 'known' | 'pins'>,
  id: string,
  path: string,
): Promise<KnownTrust> {
  const marks = profile.marksFor(id)
  const noted = await profile.writersOf(id)
  const known = (await profile.known()).filter((archive) => archive.id === id && archive.isMine)
  const isNoted = (device: string) => noted.some((writer) => writer.device === device)
  const unnoted = known.filter(({ device }) => !isNoted(device))
  const keyLost = noted.filter(({ keyId }) => keyId !== marks.keyId)
  const writers = new Map(noted.map(({ device, unsealedUpTo }) => [device, { unsealedUpTo }]))
  const pinned = await pinnedReach(profile, id)
  for (const { device } of keyLost) writers.set(device, { unsealedUpTo: pinned(device) })
  for (const { device } of unnoted) writers.set(device, { unsealedUpTo: pinned(device) })
  for (const { device, path: at } of unnoted)
    if (at === path) writers.set(device, { unsealedUpTo: ALL_UNSEALED })
  return {
    marks,
    key: marks.keyFor('ledger'),
    writers,
    unsealedHashes: new Map(
      noted.flatMap(({ device, unsealedHash }) =>
        unsealedHash === null ? [] : [[device, unsealedHash] as const],
      ),
    ),
    unnoted: new Set(unnoted.map(({ device }) => device)),
    keyLost: new Set(keyLost.map(({ device }) => device)),
  }
}

async function pinnedReach(profile: Pick<Profile, 'pins'>, id: string): Promise<(device: string) => number> {
  const copies = await profile.pins(id)
  return (device) => Math.max(0, ...copies.map(({ heads }) => heads[device]?.seq ?? 0))
}
