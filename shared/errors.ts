import type { ErrorFacts, ErrorReport } from './result.ts'
import { errorSentence } from './messages.ts'

export const errorCodes = [
  'internal',
  'request.invalid',
  'request.unknown-method',
  'request.unknown-ticket',
  'request.usage',
  'archive.not-found',
  'archive.not-an-archive',
  'archive.exists',
  'archive.locked',
  'archive.newer-format',
  'archive.none-open',
  'archive.read-only',
  'ledger.damaged',
  'store.write-failed',
  'store.disk-full',
  'records.not-found',
  'tags.not-found',
  'tags.exists',
  'tags.invalid-label',
  'tags.cycle',
  'imports.not-found',
  'imports.not-a-file',
  'imports.unreadable',
  'imports.changed-while-reading',
  'imports.inside-archive',
  'imports.cancelled',
  'vault.not-found',
  'vault.damaged',
  'extract.failed',
  'jobs.not-found',
  'undo.nothing',
  'undo.nothing-to-redo',
  'undo.changed-since',
  'search.failed',
] as const
export type ErrorCode = (typeof errorCodes)[number]

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

/** The report of any thrown value: an `AppError` as it is, anything else as `internal` with `id` to find it in the log. */
export function reportError(thrown: unknown, id: string): ErrorReport {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message, facts: thrown.facts }
  return { code: 'internal', message: errorSentence('internal', { id }), facts: { id } }
}
