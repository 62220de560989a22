import type { ArchiveEvent } from '../../../shared/contract/events.ts'
import type { BatchResult } from '../../../shared/contract/batches.ts'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import type { ImportResult } from '../../../shared/contract/imports.ts'
import type { VerifyPasses, VerifyReport } from '../../../shared/contract/custody.ts'
import type {
  ArchiveDescription,
  ChangedStep,
  Repair,
  UndoChoice,
  UndoStep,
} from '../../../shared/contract/archive.ts'
import type { LedgerEntry } from '../../../shared/model/ledger-entry.ts'
import type { AliasGroup } from '../../../shared/model/alias-group.ts'
import type { AliasId, RecordId, SavedSearchId, TagId } from '../../../shared/model/ids.ts'
import type { SavedSearch } from '../../../shared/model/saved-search.ts'
import type { Tag } from '../../../shared/model/tag.ts'
import type { Extractor } from '../extract/client.ts'
import type { ExtractedText } from '../../../shared/model/passage.ts'
import type { MergePlan } from '../merges/prepare-merge.ts'
import type { Jobs } from '../session/jobs.ts'
import type { SearchClient } from '../search/client.ts'
import type { Store } from '../store/store.ts'
import type { Versions } from '../history/versions.ts'
import type { Vault } from '../vault/vault.ts'
import type { CitationStyle, ParsedCitation } from '../../../shared/contract/citations.ts'
import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'

/** An open archive with its services, as handlers use it. */
export interface Archive {
  readonly id: string
  readonly path: string
  readonly isSample: boolean
  readonly readOnly: boolean
  readonly newer: ArchiveDescription['newer']
  readonly openedAt: string
  /** True while the folder is not there: a drive was taken out. */
  readonly isGone: () => boolean
  /** What was found damaged since it was opened, and set right. */
  readonly repairs: () => readonly Repair[]
  readonly store: Store
  readonly vault: Vault
  readonly search: SearchClient
  readonly indexer: Indexer
  readonly extractor: Extractor
  readonly jobs: Jobs
  /** The tags as they are now, withdrawn ones included. */
  readonly tags: () => ReadonlyMap<TagId, Tag>
  /** The groups of other names as they are now, withdrawn ones included. */
  readonly aliases: () => ReadonlyMap<AliasId, AliasGroup>
  /** The saved searches as they are now, withdrawn ones included. */
  readonly searches: () => ReadonlyMap<SavedSearchId, SavedSearch>
  /** The text of an object, read again from its bytes when the cache has lost it; null when it holds none. */
  readonly passages: (object: ContentObject) => Promise<ExtractedText | null>
  readonly imports: {
    start(request: { tickets: readonly string[]; tags: readonly TagId[]; record?: RecordId }): { job: string }
    result(job: string): ImportResult | null
    wait(job: string): Promise<ImportResult>
  }
  readonly batches: {
    start(request: Params<'batches.start'>): Promise<{ job: string }>
    result(job: string): Promise<BatchResult>
    table(request: Params<'batches.table'>): Promise<Reply<'batches.table'>>
  }
  readonly undo: {
    next(): Promise<{ undo: UndoStep | null; redo: UndoStep | null }>
    /** What stands in the way of the next step; null where nothing does. */
    changed(direction: 'undo' | 'redo'): Promise<ChangedStep | null>
    take(request: {
      direction: 'undo' | 'redo'
      choice: UndoChoice
    }): Promise<{ step: UndoStep; entry: LedgerEntry }>
  }
  readonly verifications: {
    /** Answers the report when it has ended; one of the same mode that runs already is waited for. */
    verify(request: Params<'custody.verify'>): Promise<VerifyReport>
    passes(): Promise<VerifyPasses>
  }
  readonly citations: {
    format(record: HoldfastRecord): { style: CitationStyle; text: string }[]
    parse(line: string): ParsedCitation | null
  }
  readonly custody: {
    health(): Promise<Reply<'custody.health'>>
    head(): Promise<Reply<'custody.head'>>
    rotateKey(): Promise<Reply<'custody.rotate-key'>>
    acceptCut(reason: string): Promise<Reply<'custody.accept-cut'>>
    report(request: Params<'custody.report'>, signal?: AbortSignal): Promise<Reply<'custody.report'>>
  }
  readonly backups: {
    /** Answers when the backup has ended; one after another. */
    make(request: Params<'backups.create'>): Promise<Reply<'backups.create'>>
    status(): Promise<Reply<'backups.status'>>
  }
  readonly merges: {
    /** Brings the objects of another copy in and says what its ledgers hold more; the host does the rest. */
    prepare(folder: string): Promise<MergePlan>
    preview(folder: string): Promise<Reply<'merges.preview'>>
    conflicts(): Promise<Reply<'merges.conflicts'>>
    resolve(request: Params<'merges.resolve'>): Promise<LedgerEntry>
  }
  readonly timestamps: {
    ask(request: Params<'timestamps.request'>): Promise<Reply<'timestamps.request'>>
    take(request: Params<'timestamps.import'>): Promise<Reply<'timestamps.import'>>
    list(): Promise<Reply<'timestamps.list'>>
  }
  readonly versions: Versions
  close(): Promise<void>
}

/** Keeps the search index up to the catalogue. */
export interface Indexer {
  /** Answers when everything committed before the call is searchable. */
  settled(): Promise<void>
  /** Answers when the index holds the whole archive. */
  complete(): Promise<void>
  readonly isBuilding: boolean
}

export type Publish = (event: ArchiveEvent) => void

/** The records that an entry touched. */
export function recordsIn(entry: LedgerEntry): RecordId[] {
  return entry.changes.flatMap((change) => (change.table === 'records' ? [change.id as RecordId] : [])) // the table says what the id is
}
