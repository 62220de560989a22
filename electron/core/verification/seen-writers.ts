import type { ArchiveWriter, Damage, VerifyNotice, VerifyReport } from '../../../shared/contract/custody.ts'
import type { Sighting } from '../profile/sightings.ts'

/** When and how this computer first saw a device; null if it never did. */
export function firstSeen(seen: readonly Sighting[], device: string): ArchiveWriter['firstSeen'] {
  const found = seen.find((each) => each.device === device)
  return found ? { at: found.at, how: found.how } : null
}

/** Says which devices this computer had not seen in an archive, or that it has never seen the archive at all. */
export function newWriters(
  seen: readonly Sighting[] | null,
  { writers }: Pick<VerifyReport, 'writers'>,
): VerifyNotice[] {
  if (seen === null) return []
  if (seen.length === 0) return [{ kind: 'never-seen' }]
  return writers
    .filter(({ device }) => !firstSeen(seen, device))
    .map(({ device }) => ({ kind: 'new-writer', device }))
}

/** Damages for devices whose ledger no longer has the key that this computer had seen it sign with. */
export function changedKeys(
  seen: readonly Sighting[],
  { keys, writers }: Pick<VerifyReport, 'keys' | 'writers'>,
): Damage[] {
  return seen.flatMap(({ device, key, at }) => {
    const isHere = writers.some((writer) => writer.device === device)
    const now = keys.filter((each) => each.device === device)
    if (key === null || !isHere || now.length === 0 || now.some((each) => each.key === key)) return []
    const file = `ledger/${device}`
    const message = `${file}: it is signed with key ${now[0]!.key.slice(0, 16)}, not with ${key.slice(0, 16)}, which this computer saw since ${at.slice(0, 10)}.`
    return [{ kind: 'signature' as const, file, message }]
  })
}
