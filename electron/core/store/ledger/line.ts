import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { LedgerAct } from '../../../../shared/model/act.ts'
import { Change, LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { isLedgerTable } from '../../../../shared/contract/tables.ts'

/** `prev` of a device's first line. */
export const GENESIS = '0'.repeat(64)

/** An entry before it is sealed and chained. */
export type DraftEntry = Omit<LedgerEntry, 'hash' | 'seal'>

/** The entry with the seal of its content and its hash: SHA-256(prev ‖ canonical JSON of the rest), RFC 8785. */
export function chainEntry(draft: DraftEntry, seal: (content: string) => string): LedgerEntry {
  const sealed = { ...draft, seal: seal(canonical(draft)) }
  return { ...sealed, hash: hashOf(sealed) }
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
  if (!read) return { ok: false, kind: 'ledger-line', problem: 'it is not a ledger entry' }
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
  if (bytes.length > 2 * DEEPEST && isDeep(bytes)) return null
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
  changes: z.preprocess(
    (changes) => (Array.isArray(changes) ? changes.filter(isOfKnownTable) : changes),
    z.array(Change),
  ),
})

const isOfKnownTable = (change: unknown): boolean => {
  const table = typeof change === 'object' && change !== null && 'table' in change ? change.table : null
  return typeof table !== 'string' || isLedgerTable(table)
}

// The depth at which canonicalising fails depends on the thread: what is intact in one must not be damaged in
// another.
const DEEPEST = 500
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}')

function isDeep(bytes: Buffer): boolean {
  let depth = 0
  let isInText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) isInText = !isInText
    else if (isInText) at += byte === BACKSLASH ? 1 : 0
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}

function hashOf({ prev, ...rest }: Omit<LedgerEntry, 'hash'>): string {
  return createHash('sha256').update(prev).update(canonical(rest)).digest('hex')
}

function canonical(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('a ledger entry has no canonical form')
  return text
}
