import type { ErrorCode } from './error-codes.ts'

/** Facts that fill the sentence of an error: `{ path }`, `{ who, since }`. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>

/** An error as it crosses a process: a code, the English sentence for it, and the facts in that sentence. */
export interface ErrorReport {
  readonly code: ErrorCode
  readonly message: string
  readonly facts: ErrorFacts
}

/** What every door answers: a value, or an error that a user can read. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorReport }
