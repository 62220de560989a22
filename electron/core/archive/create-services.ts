import { createBackups } from '../backups/backup-service.ts'
import { createBatches } from '../batches/batch-service.ts'
import { citations } from '../citations/citations.ts'
import { createCustody } from '../custody/custody-service.ts'
import { createUndo } from '../history/undo-service.ts'
import { createVersions } from '../history/versions.ts'
import { createImports } from '../imports/import-service.ts'
import { createMerges } from '../merges/merge-service.ts'
import { actorOf } from '../profile/actor-of.ts'
import { createTimestamps } from '../timestamps/timestamps.ts'
import { createVerifications } from '../verification/verify-service.ts'
import type { ArchiveParts, ArchiveServices } from './archive.ts'
import type { Records } from './open-records.ts'
import type { OpenOptions } from './options.ts'
import type { Place } from './place.ts'

/** What the services are built from, in addition to the parts that everything can use. */
export interface ServiceParts extends ArchiveParts {
  readonly records: Records
  /** Where this opening may write what can be lost. */
  readonly cacheFolder: string
  /** Writes the search index to disk. */
  readonly persist: () => Promise<void>
}

/**
 * Creates the service of every wing; `end` stops what they do on their own. What must be closed is added to
 * `place.closing`.
 */
export async function createServices(
  options: OpenOptions,
  { path, file, readOnly, closing }: Place,
  { records, persist, ...parts }: ServiceParts,
): Promise<ArchiveServices & { end(): void }> {
  const { id, createdAt } = file
  const tags = () => parts.rows('tags')
  const base = { ...options, ...parts, path, id, createdAt, readOnly }
  const batches = await createBatches(base)
  closing.push(batches.close)
  const verifications = createVerifications(base)
  const custody = createCustody({
    ...base,
    pins: records.pins,
    tags,
    actor: () => actorOf(options.profile, options),
  })
  return {
    imports: createImports({ ...base, onEnd: persist }),
    batches,
    undo: createUndo(base),
    versions: createVersions(path, parts.store, tags),
    citations,
    verifications,
    custody,
    timestamps: createTimestamps({ ...base, sign: custody.sign }),
    backups: createBackups({ ...base, sign: custody.sign }),
    merges: createMerges(base),
    end: verifications.end,
  }
}
