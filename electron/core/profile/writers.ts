import { z } from 'zod'
import type { JsonTable } from './json-table.ts'

/** A device code under which this computer writes, or has written, to an archive. */
export const Writer = z.object({
  archive: z.string(),
  device: z.string(),
  /** The last of its lines from before lines were sealed one by one, and its hash; number 0 if all are sealed. */
  unsealedUpTo: z.int().nonnegative(),
  unsealedHash: z.string().nullable(),
  /** Names the key that its lines are sealed with. */
  keyId: z.string(),
  since: z.string(),
})
export type Writer = z.infer<typeof Writer>

/** The device codes of this computer in every archive; none is ever forgotten. */
export function ownWriters(table: JsonTable<Writer[]>) {
  return {
    writersOf: async (archive: string) => (await table.read()).filter((each) => each.archive === archive),
    async noteWriter(writer: Writer): Promise<void> {
      await table.write((all) => [
        ...all.filter(({ archive, device }) => archive !== writer.archive || device !== writer.device),
        writer,
      ])
    },
  }
}
