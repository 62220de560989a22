import type { ErrorCode } from './error-codes.ts'
import type { ErrorFacts, ErrorReport } from './result.ts'
import { errorSentence } from './messages.ts'

/** An error that a user can meet. `code` names the sentence, `facts` fill it, `cause` is for the log. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly facts: ErrorFacts

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options?: { cause?: unknown }) {
    super(errorSentence(code, facts), options)
    this.name = 'AppError'
    this.code = code
    this.facts = facts
  }
}

/**
 * The report of any thrown value: an `AppError` unchanged, anything else as `internal` with `id` to find it in the
 * log.
 */
export function reportError(thrown: unknown, id: string): ErrorReport {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message, facts: thrown.facts }
  return { code: 'internal', message: errorSentence('internal', { id }), facts: { id } }
}
