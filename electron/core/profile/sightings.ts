import { z } from 'zod'
import type { JsonTable } from './json-table.ts'

export const sightingWays = ['made', 'merged', 'opened'] as const

/** When and how this computer first saw lines of a device in an archive, and the key that the device signed with. */
export const Sighting = z.object({
  archive: z.string(),
  device: z.string(),
  at: z.string(),
  how: z.enum(sightingWays),
  key: z.string().nullable(),
})
export type Sighting = z.infer<typeof Sighting>

/** The devices that this computer has seen in each archive. */
export function firstSightings(table: JsonTable<Sighting[]>) {
  return {
    sightings: async (archive: string) => (await table.read()).filter((each) => each.archive === archive),
    /** Notes devices that were not seen before, and keys of those that had signed nothing. */
    async noteSightings(seen: readonly Sighting[]): Promise<void> {
      if (seen.length === 0) return
      await table.write((all) => {
        const isNoted = (one: Sighting) => (other: Sighting) =>
          one.archive === other.archive && one.device === other.device
        const completed = all.map((before) => {
          const now = seen.find(isNoted(before))
          return now && before.key === null ? { ...before, key: now.key } : before
        })
        return [...completed, ...seen.filter((each) => !all.some(isNoted(each)))]
      })
    },
  }
}
