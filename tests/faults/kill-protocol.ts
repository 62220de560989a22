import type { Repair } from '../../shared/contract/archive.ts'
import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import type { RecordId, TagId } from '../../shared/model/ids.ts'

/** An act that the child is asked by chance to do; all it takes to say what the archive holds when it is done. */
export type Op =
  | { readonly kind: 'create'; readonly title: string; readonly text: string }
  | { readonly kind: 'import'; readonly files: readonly MadeFile[]; readonly tags: readonly TagId[] }
  | { readonly kind: 'edit'; readonly ids: readonly RecordId[]; readonly title: string }
  | { readonly kind: 'describe'; readonly ids: readonly RecordId[]; readonly description: string }
  | {
      readonly kind: 'tag'
      readonly ids: readonly RecordId[]
      readonly add: readonly TagId[]
      readonly remove: readonly TagId[]
    }
  | { readonly kind: 'withdraw'; readonly ids: readonly RecordId[] }
  | { readonly kind: 'new-tag'; readonly path: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'sign' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'merge'; /** The folder of another copy of the archive. */ readonly copy: string }

/** A file to take in, named like its title. */
export interface MadeFile {
  readonly title: string
  readonly text: string
}

/** A record as far as the acts touch it; `hash` of the bytes of its first object. */
export interface SeenRow {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
  readonly withdrawn: boolean
  readonly hash: string
}

/** A field that the archive says two copies changed apart: what each made of it, and by which line. */
export interface SeenConflict {
  readonly row: string
  readonly field: string
  readonly mine: SeenSide
  readonly theirs: SeenSide
}

/** A value as far as the model knows it, and the line that gave it. */
export interface SeenSide {
  readonly value: string | boolean
  readonly device: string
  readonly seq: number
}

/** What an opened archive was found to be. */
export interface SeenState {
  /** Under which the archive is written to. */
  readonly device: string
  readonly rows: Readonly<Record<string, SeenRow>>
  /** The records that the search lists. */
  readonly listed: readonly string[]
  readonly conflicts: readonly SeenConflict[]
  readonly damages: readonly string[]
  readonly repairs: readonly Repair[]
  /** The ledger's lines that the parent does not know yet. */
  readonly lines: readonly LedgerEntry[]
  readonly openMs: number
}

/** What the child writes, a line each, before it goes on. */
export type Told =
  | { readonly say: 'started' }
  | { readonly say: 'opened'; readonly state: SeenState }
  | { readonly say: 'begun'; readonly number: number; readonly op: Op }
  | { readonly say: 'acknowledged'; readonly number: number; readonly titles: readonly string[] }
  | { readonly say: 'refused'; readonly number: number; readonly code: string }
  /** It was left cleanly; with the lines that came since it was opened. */
  | { readonly say: 'closed'; readonly lines: readonly LedgerEntry[] }
  | { readonly say: 'failed'; readonly problem: string }

/** What the child is told when it starts. */
export interface ChildOrders {
  readonly archive: string
  readonly home: string
  readonly sources: string
  readonly seed: number
  /** Whether the archive is still to be made. */
  readonly isFirst: boolean
  /** By device, how many lines of its ledger the parent knows. */
  readonly known: Readonly<Record<string, number>>
  /** Another copy of the archive that is to be merged at some time. */
  readonly merge: string | null
  /** After how many acts to close and end; null: work until it is killed. */
  readonly acts: number | null
}
