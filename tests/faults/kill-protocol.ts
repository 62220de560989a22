import type { Repair } from '../../shared/contract/archive.ts'
import type { LedgerEntry } from '../../shared/ledger/ledger-entry.ts'
import type { RecordId, TagId } from '../../shared/model/ids.ts'

/** An act that the child chooses at random, with everything needed to predict what the archive contains afterwards. */
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

/** A file to import, named like its title. */
export interface MadeFile {
  readonly title: string
  readonly text: string
}

/** A record, limited to the fields that the acts touch; `hash` is that of its first object. */
export interface SeenRow {
  readonly title: string
  readonly description: string
  readonly tags: readonly string[]
  readonly withdrawn: boolean
  readonly hash: string
}

/** A field that two copies changed separately according to the archive: the value of each, and the line that set it. */
export interface SeenConflict {
  readonly row: string
  readonly field: string
  readonly mine: SeenSide
  readonly theirs: SeenSide
}

/** A value as the model knows it, and the line that set it. */
export interface SeenSide {
  readonly value: string | boolean
  readonly device: string
  readonly seq: number
}

/** The state of an opened archive. */
export interface SeenState {
  /** The device code under which the archive is written to. */
  readonly device: string
  readonly rows: Readonly<Record<string, SeenRow>>
  /** The records that the search lists. */
  readonly listed: readonly string[]
  readonly conflicts: readonly SeenConflict[]
  readonly damages: readonly string[]
  readonly repairs: readonly Repair[]
  /** The lines of the ledger that the parent does not know yet. */
  readonly lines: readonly LedgerEntry[]
  readonly openMs: number
}

/** What the child sends, one line each, before it continues. */
export type ChildMessage =
  | { readonly type: 'started' }
  | { readonly type: 'opened'; readonly state: SeenState }
  | { readonly type: 'begun'; readonly number: number; readonly op: Op }
  | { readonly type: 'acknowledged'; readonly number: number; readonly titles: readonly string[] }
  | { readonly type: 'refused'; readonly number: number; readonly code: string }
  /** It was closed cleanly; with the lines written since it was opened. */
  | { readonly type: 'closed'; readonly lines: readonly LedgerEntry[] }
  | { readonly type: 'failed'; readonly problem: string }

/** What the child receives when it starts. */
export interface ChildOrders {
  readonly archive: string
  readonly home: string
  readonly sources: string
  readonly seed: number
  /** Whether the archive has to be created. */
  readonly isFirst: boolean
  /** How many lines of each device's ledger the parent knows. */
  readonly known: Readonly<Record<string, number>>
  /** Another copy of the archive that is to be merged at some time. */
  readonly merge: string | null
  /** After how many acts to close and exit; null: work until it is killed. */
  readonly acts: number | null
}
