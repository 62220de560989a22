import type { ArchiveDescription, Repair } from '../../../shared/contract/archive.ts'
import type { ExtractedText } from '../../../shared/model/passage.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import type { Backups } from '../backups/backup-service.ts'
import type { Batches } from '../batches/batch-service.ts'
import type { Citations } from '../citations/citations.ts'
import type { Custody } from '../custody/custody-service.ts'
import type { Extractor } from '../extract/client.ts'
import type { Undo } from '../history/undo-service.ts'
import type { Versions } from '../history/versions.ts'
import type { Imports } from '../imports/import-service.ts'
import type { Indexer } from '../indexing/indexer.ts'
import type { Merges } from '../merges/merge-service.ts'
import type { SearchClient } from '../search/client.ts'
import type { Jobs } from '../session/jobs.ts'
import type { ListedRows } from '../store/row-table.ts'
import type { Store } from '../store/store.ts'
import type { Timestamps } from '../timestamps/timestamps.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'
import type { Verifications } from '../verification/verify-service.ts'

/** An open archive: what it is, its parts, and the service of each wing. */
export interface Archive extends ArchiveState, ArchiveParts, ArchiveServices {
  /** Ends all work, writes what is pending and releases the lock; afterwards nothing is open. */
  close(): Promise<void>
}

/** What an open archive is, and how it was opened. */
export interface ArchiveState {
  readonly id: string
  readonly path: string
  readonly isSample: boolean
  readonly readOnly: boolean
  /** True if it came from elsewhere and is only read until somebody says that it is theirs. */
  readonly isReceived: boolean
  readonly newer: ArchiveDescription['newer']
  readonly openedAt: string
  /** True while the folder is missing, for example because its drive was removed. */
  readonly isGone: () => boolean
  /** What was found to be damaged since the archive was opened, and was repaired. */
  readonly repairs: () => readonly Repair[]
}

/** What the services of an archive are built from. */
export interface ArchiveParts {
  readonly store: Store
  /** What this computer knows about the archive from outside its folder. */
  readonly trust: Trust
  readonly vault: Vault
  readonly search: SearchClient
  readonly indexer: Indexer
  readonly extractor: Extractor
  readonly jobs: Jobs
  /** The rows of each table that is kept in memory, withdrawn ones included. */
  readonly rows: ListedRows
  /** The text of an object, extracted again from its bytes when the cache has lost it; null when it has none. */
  readonly passages: (object: ContentObject) => Promise<ExtractedText | null>
}

/** One service from each wing that acts on an archive. */
export interface ArchiveServices {
  readonly imports: Imports
  readonly batches: Batches
  readonly undo: Undo
  readonly versions: Versions
  readonly citations: Citations
  readonly verifications: Verifications
  readonly custody: Custody
  readonly timestamps: Timestamps
  readonly backups: Backups
  readonly merges: Merges
}
