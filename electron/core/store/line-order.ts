import type { CatalogueHead, FoldOrder } from './catalogue/head.ts'
import type { LedgerHeads } from './ledger/head.ts'
import type { OrderedLine } from './ledger/order.ts'

/** Follows what lines say about the order of those to come, continuing from a head. */
export function createOrder({ order }: Pick<CatalogueHead, 'order'>, own: string) {
  const seen = order.device === own ? { ...order.seen } : {}
  const awaits = { ...order.awaits }
  let { latest } = order
  return {
    /** Follows one more line; `heads` says how far each ledger was followed, this line included. */
    take(line: OrderedLine, heads: LedgerHeads): void {
      if (line.at > latest) latest = line.at
      for (const [device, seq] of Object.entries(line.seen ?? {})) {
        if (line.device === own) seen[device] = Math.max(seen[device] ?? 0, seq)
        if (device !== line.device && seq > (heads[device]?.seq ?? 0))
          awaits[device] = Math.max(awaits[device] ?? 0, seq)
      }
    },
    now: (): FoldOrder => ({ latest, device: own, seen, awaits, isTangled: order.isTangled }),
  }
}

/**
 * True if a line comes after everything that a head covers, so that it can be folded onto it; otherwise only a fold of
 * the entire ledger gives the row that wins. `seen` says what the writer of the head has seen of the other ledgers.
 */
export function comesAfter(
  line: OrderedLine,
  { covers, order }: CatalogueHead,
  seen: FoldOrder['seen'],
): boolean {
  if (order.isTangled || line.seq <= (order.awaits[line.device] ?? 0)) return false
  if (line.at > order.latest) return true
  if (line.device !== order.device) return Object.keys(covers).every((device) => device === line.device)
  return Object.entries(covers).every(
    ([device, { seq }]) =>
      device === line.device || seq <= Math.max(seen[device] ?? 0, line.seen?.[device] ?? 0),
  )
}
