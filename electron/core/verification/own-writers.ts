import type { Damage, VerifyNotice, VerifyReport } from '../../../shared/contract/custody.ts'
import type { Profile } from '../profile/profile.ts'
import type { KnownTrust } from '../profile/trust-in.ts'
import type { Pin } from '../store/ledger/verify.ts'

/** The last line of each device code of this computer from before lines were sealed one by one. */
export function unsealedPins({ writers, unsealedHashes }: KnownTrust): Pin[] {
  return [...unsealedHashes].map(([device, hash]) => ({
    device,
    hash,
    seq: writers.get(device)!.unsealedUpTo,
    mayBeAhead: true,
    seenBy: 'this computer wrote another one',
  }))
}

/** Damages for device codes of this computer whose ledger is signed with a key that this computer never had. */
export async function strangeKeys(
  { keys }: Pick<Profile, 'keys'>,
  { writers }: KnownTrust,
  report: Pick<VerifyReport, 'keys'>,
): Promise<Damage[]> {
  const damages: Damage[] = []
  for (const { device, key, since } of report.keys) {
    if (!writers.has(device) || (await keys.find(key))) continue
    const file = `ledger/${device}`
    const message = `${file}, entry ${since}: it is signed as this computer, with a key that this computer never had.`
    damages.push({ kind: 'signature', file, message })
  }
  return damages
}

/** Says which lines of this computer are from before it sealed them one by one. */
export function unsealedNotices(
  known: KnownTrust | null,
  { heads }: Pick<VerifyReport, 'heads'>,
): VerifyNotice[] {
  return [...(known?.writers ?? [])].flatMap(([device, { unsealedUpTo }]) => {
    const upTo = Math.min(unsealedUpTo, heads[device]?.seq ?? 0)
    return upTo > 0 ? [{ kind: 'unsealed' as const, device, upTo }] : []
  })
}
