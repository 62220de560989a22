import type { ErrorCode } from './error-codes.ts'

/** Facts that fill in the sentence of an error: `{ path }`, `{ who, since }`. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>

/** An error as it is passed between processes: a code, its English sentence, and the facts in that sentence. */
export interface ErrorReport {
  readonly code: ErrorCode
  readonly message: string
  readonly facts: ErrorFacts
}

/** What every door returns: a value, or an error that a user can read. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport }
