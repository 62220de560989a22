import type { MethodName, Params, Reply } from '../../../shared/contract/index.ts'
import type { ChangeReceipt } from '../../../shared/contract/receipt.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'

/** What a call carries in addition to its parameters. */
export interface CallContext {
  readonly signal: AbortSignal | undefined
}

/** The function behind one method. */
export type Handler<Name extends MethodName> = (
  params: Params<Name>,
  context: CallContext,
) => Promise<Reply<Name>>
/** The handlers of all methods of the contract. */
export type Handlers = { readonly [Name in MethodName]: Handler<Name> }

/** The handlers of one noun. */
export type HandlersOf<Noun extends string> = Pick<Handlers, Extract<MethodName, `${Noun}.${string}`>>

/** What the caller learns about an entry that was written. */
export function receiptOf(entry: LedgerEntry): ChangeReceipt {
  return { action: entry.action, seq: entry.seq, ids: [...new Set(entry.changes.map((change) => change.id))] }
}
