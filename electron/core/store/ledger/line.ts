import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { LedgerAct } from '../../../../shared/model/act.ts'
import { Change, LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { isLedgerTable } from '../../../../shared/contract/tables.ts'
import { AppError } from '../../../../shared/errors.ts'
import { LONGEST_LINE, unread } from './read-segment.ts'

const TOO_LONG = `it is longer than ${LONGEST_LINE >> 20} MB, and no line that Holdfast writes is`

/** `prev` of a device's first line. */
export const GENESIS = '0'.repeat(64)

/** An entry before it is sealed and chained. */
export type DraftEntry = Omit<LedgerEntry, 'hash' | 'seal'>

/**
 * The entry with the seal of its content and its hash: SHA-256(prev ‖ canonical JSON of the rest), RFC 8785. Throws
 * `store.too-much` when its line would be longer than any line is read.
 */
export function chainEntry(draft: DraftEntry, seal: (content: string) => string): LedgerEntry {
  const unsealed = canonical(draft)
  refuseTooLong(unsealed)
  const { prev, ...rest } = { ...draft, seal: seal(unsealed) }
  return { ...rest, prev, hash: hashOfContent(prev, canonical(rest)) }
}

/** The hashes and their names, which are part of a line but not of its content, take less. */
const FRAME_BYTES = 1024

function refuseTooLong(content: string): void {
  const isTooLong = Buffer.byteLength(content) > LONGEST_LINE - FRAME_BYTES
  if (isTooLong || (content.length > MOST_VALUES && isExcessive(Buffer.from(content))))
    throw new AppError('store.too-much', { most: LONGEST_LINE >> 20 })
}

/** The only text of an entry, without a line end: canonical JSON, so that any changed byte shows. */
export function printLine(entry: LedgerEntry): string {
  return canonical(entry)
}

/** The outcome of a check of one line: its entry, or what is wrong with it. */
export type LineCheck =
  | {
      readonly ok: true
      readonly entry: LedgerEntry
      /** What its seal covers: the canonical JSON of everything in the line except seal and hash. */
      readonly content: () => string
    }
  | {
      readonly ok: false
      readonly kind: 'ledger-line' | 'ledger-chain'
      readonly problem: string
      readonly entry?: LedgerEntry
    }

/**
 * The entry on a line if it is complete, unaltered, written by this device and follows `previous`; otherwise what is
 * wrong with it.
 */
export function checkLine(bytes: Buffer, device: string, previous: { seq: number; hash: string }): LineCheck {
  const read = readLine(bytes)
  if (!read)
    return {
      ok: false,
      kind: 'ledger-line',
      problem: bytes === unread ? TOO_LONG : 'it is not a ledger entry',
    }
  const { entry, raw } = read
  const { hash, ...rest } = raw
  // Over everything in the line, including fields from a later Holdfast that this one does not know.
  if (hashOf(rest) !== hash || !Buffer.from(canonical(raw)).equals(bytes)) {
    return { ok: false, kind: 'ledger-line', problem: 'its content was altered after it was written', entry }
  }
  if (entry.device !== device)
    return { ok: false, kind: 'ledger-line', problem: `it was written as ${entry.device}`, entry }
  if (entry.seq !== previous.seq + 1 || entry.prev !== previous.hash) {
    const problem = `it does not follow entry ${previous.seq} (a line was removed, inserted or moved)`
    return { ok: false, kind: 'ledger-chain', problem, entry }
  }
  const { seal: _seal, ...content } = rest
  return { ok: true, entry, content: () => canonical(content) }
}

/** The entry in a line, hash unchecked, or null. */
export function parseEntry(bytes: Buffer): LedgerEntry | null {
  return readLine(bytes)?.entry ?? null
}

/**
 * True for a value that a line can contain; some numbers, lone surrogates and very deep nesting have no canonical
 * JSON.
 */
export function hasCanonicalForm(value: unknown): boolean {
  try {
    return canonicalize(value) !== undefined
  } catch {
    return false
  }
}

function readLine(bytes: Buffer): { entry: LedgerEntry; raw: LedgerEntry } | null {
  if (bytes.length > 2 * DEEPEST && isExcessive(bytes)) return null
  try {
    const raw: unknown = JSON.parse(bytes.toString('utf8'))
    const parsed = ReadEntry.safeParse(raw)
    return parsed.success ? { entry: parsed.data, raw: raw as LedgerEntry } : null // it was just parsed as one
  } catch {
    return null
  }
}

// A later Holdfast has acts and tables that this one does not know. Its lines are valid in the chain like all others;
// changes to such tables are skipped.
const ReadEntry = LedgerEntry.extend({
  act: z.union([LedgerAct, z.string().transform(() => 'unknown' as const)]),
  changes: z.unknown().transform((changes, context): Change[] => {
    const known = Array.isArray(changes) ? knownChanges(changes) : null
    if (!known) context.addIssue('not a list of changes')
    return known ?? z.NEVER
  }),
})

// Stops at the first that is not one: reporting each of millions would take more memory than there is.
function knownChanges(changes: readonly unknown[]): Change[] | null {
  const known: Change[] = []
  for (const change of changes) {
    if (!isOfKnownTable(change)) continue
    const parsed = Change.safeParse(change)
    if (!parsed.success) return null
    known.push(parsed.data)
  }
  return known
}

const isOfKnownTable = (change: unknown): boolean => {
  const table = typeof change === 'object' && change !== null && 'table' in change ? change.table : null
  return typeof table !== 'string' || isLedgerTable(table)
}

// The depth at which canonicalising fails depends on the thread: what is intact in one must not be damaged in
// another.
const DEEPEST = 500
// A value in memory takes twenty times the bytes of its shortest text.
const MOST_VALUES = 8_000_000
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT, COMMA] = Buffer.from('"\\[]{},')

function isExcessive(bytes: Buffer): boolean {
  let depth = 0
  let values = 0
  let isInText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isInText = !isInText
    else if (isInText) at += byte === BACKSLASH ? 1 : 0
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1
    else if (byte === COMMA) values += 1
    if (depth > DEEPEST || values > MOST_VALUES) return true
  }
  return false
}

function hashOf({ prev, ...rest }: Omit<LedgerEntry, 'hash'>): string {
  return hashOfContent(prev, canonical(rest))
}

function hashOfContent(prev: string, content: string): string {
  return createHash('sha256').update(prev).update(content).digest('hex')
}

function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('a ledger entry has no canonical form')
  return text
}
