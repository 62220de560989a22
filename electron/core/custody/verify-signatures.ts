import { join } from 'node:path'
import type { Damage, KeyInUse, SignedUpTo } from '../../../shared/contract/custody.ts'
import { parseStatement, SignatureDetail, type HeadStatement } from '../../../shared/model/head-statement.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { fingerprintOf, isSignedBy } from '../profile/device-keys.ts'
import { hashesAt } from '../store/ledger/seen-lines.ts'
import { listDevices } from '../store/ledger/read.ts'
import type { LineAt } from '../store/ledger/verify.ts'

/** What the signatures of a ledger show. */
export interface SignatureCheck {
  readonly keys: readonly KeyInUse[]
  readonly signed: Readonly<Record<string, SignedUpTo>>
  readonly damages: readonly Damage[]
}

/** Checks signatures while the lines of a ledger are read. */
export interface SignatureChecker {
  take(entry: LedgerEntry, at: LineAt): void
  /** Returns the results, after looking up the stated heads in the ledgers of the other devices. */
  finish(): Promise<SignatureCheck>
}

interface Claim {
  readonly device: string
  readonly seq: number
  readonly hash: string
  readonly by: string
  readonly at: LineAt
}

/**
 * Creates a checker. Each signing line must be signed by the key that its device announced, and must state heads that
 * the ledgers contain; a key that replaces another must name it. A statement about another archive is damage: its
 * line was copied from there.
 */
export function createSignatureChecker(ledgerFolder: string, archive: string | null): SignatureChecker {
  const keys = new Map<string, { inUse: KeyInUse; publicKey: string }>()
  const all: KeyInUse[] = []
  const signed: Record<string, SignedUpTo> = {}
  const damages: Damage[] = []
  const claims: Claim[] = []

  function problemOf(entry: LedgerEntry, detail: SignatureDetail, statement: HeadStatement): string | null {
    if (archive !== null && statement.archive !== archive) return 'it states the heads of another archive'
    if (statement.device !== entry.device) return `it was made for the ledger of ${statement.device}`
    const before = keys.get(entry.device)
    const publicKey = detail.publicKey ?? before?.publicKey
    if (publicKey === undefined) return 'no earlier line names the key that it is signed with'
    if (fingerprintOf(publicKey) !== statement.key) return 'its key is not the one that this device announced'
    if (!isSignedBy(detail.statement, detail.signature, publicKey))
      return 'its signature does not match its text'
    if (before?.inUse.key === statement.key) return null
    if ((before?.inUse.key ?? null) !== (statement.replaces?.key ?? null))
      return 'it introduces a new key without naming the previous one'
    if (statement.replaces?.reason !== 'rotated') return null
    const vouched =
      detail.endorsement !== undefined && isSignedBy(detail.statement, detail.endorsement, before!.publicKey)
    return vouched ? null : 'it states that the previous key endorses the new one, which it does not'
  }

  return {
    take(entry, at) {
      if (entry.act !== 'digital signature generation') return
      const detail = SignatureDetail.safeParse(entry.detail)
      const statement = detail.success ? parseStatement(detail.data.statement) : null
      const problem =
        detail.success && statement
          ? problemOf(entry, detail.data, statement)
          : 'it contains no signed statement'
      if (problem !== null || !detail.success || !statement) {
        damages.push({ kind: 'signature', ...at, message: `${at.file}, line ${at.line}: ${problem}.` })
        return
      }
      if (detail.data.publicKey !== undefined) {
        const inUse = {
          device: entry.device,
          key: statement.key,
          since: entry.seq,
          replaces: statement.replaces,
        }
        keys.set(entry.device, { inUse, publicKey: detail.data.publicKey })
        all.push(inUse)
      }
      const own = statement.heads.find((head) => head.device === entry.device)?.seq ?? 0
      signed[entry.device] = { seq: own, at: entry.at, line: entry.seq }
      for (const head of statement.heads) {
        const isOwnLast =
          head.device === entry.device && head.seq === entry.seq - 1 && head.hash === entry.prev
        if (!isOwnLast && head.seq > 0) claims.push({ ...head, by: entry.device, at })
      }
    },
    async finish() {
      damages.push(...(await checkClaims(ledgerFolder, claims)))
      return { keys: all, signed, damages }
    },
  }
}

async function checkClaims(ledgerFolder: string, claims: readonly Claim[]): Promise<Damage[]> {
  const damages: Damage[] = []
  const there = new Set(await listDevices(ledgerFolder))
  for (const device of new Set(claims.map((claim) => claim.device))) {
    const own = claims.filter((claim) => claim.device === device)
    const wanted = new Set(own.map((claim) => claim.seq))
    const hashes = there.has(device)
      ? await hashesAt(ledgerFolder, device, wanted)
      : new Map<number, string>()
    for (const { seq, hash, at } of own) {
      const found = hashes.get(seq)
      if (found === hash) continue
      const problem = found === undefined ? 'is missing' : 'is not the one that was signed'
      const message = `${at.file}, line ${at.line}: entry ${seq} of ${join('ledger', device)} ${problem}.`
      damages.push({ kind: 'signature', ...at, message })
    }
  }
  return damages
}
