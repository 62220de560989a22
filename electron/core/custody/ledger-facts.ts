import type { ArchiveWriter, KeyInUse, SignedUpTo, VerifyNotice } from '../../../shared/contract/custody.ts'
import type { LineTrust } from '../trust/trust.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { EARLIEST_LINE } from '../store/ledger/order.ts'

/** What the lines of one device say about when it wrote. */
export interface WriterFacts {
  readonly device: string
  readonly lines: number
  /** The times of its first and its last line, by its own clock. */
  readonly firstAt: string
  readonly lastAt: string
}

/** Collects what lines say about their writers and clocks while a ledger is read. */
export interface LedgerFacts {
  take(entry: LedgerEntry): void
  writers(): readonly WriterFacts[]
  /** Times that cannot be right, at most one notice of each kind for a device. */
  notices(): VerifyNotice[]
}

type ClockNotice = Extract<VerifyNotice, { kind: 'clock' }>

const DAY_MS = 24 * 60 * 60 * 1000
const BACKWARDS_MS = 60 * 60 * 1000

/** Starts without a line; `now` is the clock of this computer in ms. */
export function createLedgerFacts(now: number): LedgerFacts {
  const facts = new Map<string, { lines: number; firstAt: string; lastAt: string }>()
  const odd = new Map<string, ClockNotice>()
  const latestPossible = new Date(now + DAY_MS).toISOString()
  const note = ({ device, seq, at }: LedgerEntry, how: ClockNotice['how']): void => {
    const first = odd.get(`${device} ${how}`)
    odd.set(
      `${device} ${how}`,
      first ? { ...first, count: first.count + 1 } : { kind: 'clock', how, device, seq, at, count: 1 },
    )
  }
  return {
    take(entry) {
      const { device, at } = entry
      const before = facts.get(device)
      if (at > latestPossible) note(entry, 'ahead')
      else if (at < EARLIEST_LINE) note(entry, 'early')
      else if (before && Date.parse(at) < Date.parse(before.lastAt) - BACKWARDS_MS) note(entry, 'backwards')
      if (before) Object.assign(before, { lines: before.lines + 1, lastAt: at })
      else facts.set(device, { lines: 1, firstAt: at, lastAt: at })
    },
    writers: () => [...facts].map(([device, rest]) => ({ device, ...rest })),
    notices: () => [...odd.values()],
  }
}

/** What the signatures of a ledger and this computer's own knowledge say about its writers. */
export interface Vouching {
  readonly keys: readonly KeyInUse[]
  readonly signed: Readonly<Record<string, SignedUpTo>>
  readonly trust: LineTrust | null
  /** By device, how many lines with a device code of this computer it did not write. */
  readonly foreign: Readonly<Record<string, number>>
}

/** The writers of a ledger with what vouches for each; when this computer first saw them is left open. */
export function writersOf(facts: LedgerFacts, { keys, signed, trust, foreign }: Vouching): ArchiveWriter[] {
  return facts.writers().map((writer) => {
    const own = trust?.writers.get(writer.device)
    return {
      ...writer,
      isOwn: own !== undefined,
      unsealedUpTo: Math.min(writer.lines, own?.unsealedUpTo ?? 0),
      key: keys.findLast(({ device }) => device === writer.device)?.key ?? null,
      foreignLines: foreign[writer.device] ?? 0,
      signedUpTo: coveredBy(signed[writer.device]),
      firstSeen: null,
    }
  })
}

// A line that signs everything before it counts as signed itself.
function coveredBy(signed: SignedUpTo | undefined): number {
  if (!signed) return 0
  return signed.line === signed.seq + 1 ? signed.line : signed.seq
}
