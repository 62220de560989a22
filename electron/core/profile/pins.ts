import { join } from 'node:path'
import type { VerifyNotice } from '../../../shared/contract/custody.ts'
import { parseStatement } from '../../../shared/model/head-statement.ts'
import type { PinnedCopy } from './known-archives.ts'
import type { Profile } from './profile.ts'
import type { LedgerHead, LedgerHeads } from '../store/ledger/head.ts'
import { endsWithEntry, hashesAt } from '../store/ledger/seen-lines.ts'
import type { Pin } from '../store/ledger/verify.ts'

/** A ledger that no longer has the line that was its last when this computer saw it. */
export interface BrokenPin {
  readonly device: string
  readonly pinned: LedgerHead
  readonly at: string
}

/** Keeps the heads of one copy of an archive, outside the copy. */
export interface PinKeeper {
  /** What was pinned and is no longer there; it stays pinned until the user accepts the loss. */
  broken(): readonly BrokenPin[]
  keep(heads: LedgerHeads): Promise<void>
  /** Drops the broken pins: from now on the present state of the archive counts. */
  accept(): void
}

/**
 * Compares the ledger of the copy at a path with everything that this computer remembers of the archive, wherever it was,
 * and returns the keeper of its pins.
 */
export async function openPinKeeper(profile: Profile, id: string, path: string): Promise<PinKeeper> {
  const copies = await profile.pins(id)
  const accepted = new Set(copies.find((copy) => copy.path === path)?.accepted)
  let broken = (await brokenIn(copies, path)).filter(({ pinned }) => !accepted.has(pinned.hash))
  return {
    broken: () => broken,
    async keep(heads) {
      const held = Object.fromEntries(broken.map(({ device, pinned }) => [device, pinned]))
      // The day on which the broken ledgers were last seen intact says more than today's.
      const at = broken[0]?.at ?? new Date().toISOString()
      await profile.pin({ id, path, at, heads: { ...heads, ...held }, accepted: [...accepted] })
    },
    accept() {
      for (const { pinned } of broken) accepted.add(pinned.hash)
      broken = []
    },
  }
}

async function brokenIn(copies: readonly PinnedCopy[], path: string): Promise<BrokenPin[]> {
  const broken = new Map<string, BrokenPin>()
  for (const { path: seenAt, at, heads } of copies)
    for (const [device, pinned] of Object.entries(heads))
      if (await isBroken(path, device, { pinned, isHere: seenAt === path }))
        broken.set(device, { device, pinned, at })
  return [...broken.values()]
}

// Another copy may be ahead of this one; but where both have a line of the same number, it is the same line.
async function isBroken(
  path: string,
  device: string,
  { pinned, isHere }: { readonly pinned: LedgerHead; readonly isHere: boolean },
): Promise<boolean> {
  if (await endsWithEntry(join(path, 'ledger', device), pinned)) return false
  if (isHere) return true
  const found = (await hashesAt(join(path, 'ledger'), device, new Set([pinned.seq]))).get(pinned.seq)
  return found !== undefined && found !== pinned.hash
}

/** Returns the pins of an archive for the verification of the copy at a path, and the copies elsewhere. */
export async function pinsOf(
  profile: Pick<Profile, 'pins'>,
  id: string,
  path: string,
): Promise<{ pins: Pin[]; others: PinnedCopy[] }> {
  const copies = await profile.pins(id)
  const accepted = new Set(copies.find((copy) => copy.path === path)?.accepted)
  const pins = copies.flatMap(({ at, heads, path: seenAt }) =>
    Object.entries(heads)
      .filter(([, { seq, hash }]) => seq > 0 && !accepted.has(hash))
      .map(([device, { seq, hash, file, line }]) => ({
        device,
        seq,
        hash,
        file,
        line: line - 1,
        mayBeAhead: seenAt !== path,
        seenBy: `this computer saw, last on ${at.slice(0, 10)}${seenAt === path ? '' : ` in ${seenAt}`},`,
      })),
  )
  return { pins, others: copies.filter((copy) => copy.path !== path) }
}

/** Returns a notice for each ledger of which another copy has lines that this copy, with these heads, lacks. */
export function noticesOf(
  others: readonly PinnedCopy[],
  heads: Readonly<Record<string, { readonly seq: number }>>,
): VerifyNotice[] {
  return others.flatMap(({ path, at, heads: theirs }) =>
    Object.entries(theirs)
      .map(([device, { seq }]) => ({ device, seq, endsAt: heads[device]?.seq ?? 0 }))
      .filter(({ seq, endsAt }) => seq > endsAt)
      .map((ahead) => ({ kind: 'copy-ahead', path, at, ...ahead })),
  )
}

/** Parses the pins in a head statement, in whatever form it was saved; null for a text that is not one. */
export function pinsIn(text: string, name: string): { archive: string; pins: Pin[] } | null {
  const statement = parseStatement(text)
  if (!statement) return null
  const pins = statement.heads
    .filter(({ seq }) => seq > 0)
    .map(({ device, seq, hash }) => ({ device, seq, hash, seenBy: `${name} states` }))
  return { archive: statement.archive, pins }
}
