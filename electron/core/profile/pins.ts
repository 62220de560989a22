import { join } from 'node:path'
import type { VerifyNotice } from '../../../shared/contract/custody.ts'
import { parseStatement } from '../../../shared/model/head-statement.ts'
import type { PinnedCopy } from './known-archives.ts'
import type { Profile } from './profile.ts'
import type { LedgerHead, LedgerHeads } from '../store/ledger/head.ts'
import { endsWithEntry } from '../store/ledger/seen-lines.ts'
import type { Pin } from '../store/ledger/verify.ts'

/** A ledger that no longer has the line that this computer had seen at its end. */
export interface BrokenPin {
  readonly device: string
  readonly pinned: LedgerHead
  readonly at: string
}

/** Keeps how far one copy of an archive reaches, outside of it. */
export interface PinKeeper {
  /** What was pinned and is no longer there; it stays pinned until a person accepts it. */
  broken(): readonly BrokenPin[]
  keep(heads: LedgerHeads): Promise<void>
  /** Lets go of what is broken: from now on the archive as it is counts. */
  accept(): void
}

/** The keeper of the copy at a path, after the ledger was compared with what was pinned of it. */
export async function openPinKeeper(profile: Profile, id: string, path: string): Promise<PinKeeper> {
  const before = (await profile.pins(id)).find((copy) => copy.path === path)
  let broken = before ? await brokenIn(before, path) : []
  return {
    broken: () => broken,
    async keep(heads) {
      const held = Object.fromEntries(broken.map(({ device, pinned }) => [device, pinned]))
      // The day on which the broken ones were seen whole tells more than that of today.
      const at = broken[0]?.at ?? new Date().toISOString()
      await profile.pin({ id, path, at, heads: { ...heads, ...held } })
    },
    accept() {
      broken = []
    },
  }
}

async function brokenIn(copy: PinnedCopy, path: string): Promise<BrokenPin[]> {
  const broken: BrokenPin[] = []
  for (const [device, pinned] of Object.entries(copy.heads))
    if (!(await endsWithEntry(join(path, 'ledger', device), pinned)))
      broken.push({ device, pinned, at: copy.at })
  return broken
}

/** What this computer has pinned of the copy at a path, as verification compares it; and what it knows of other copies. */
export async function pinsOf(
  profile: Pick<Profile, 'pins'>,
  id: string,
  path: string,
): Promise<{ pins: Pin[]; others: PinnedCopy[] }> {
  const copies = await profile.pins(id)
  const pins = copies
    .filter((copy) => copy.path === path)
    .flatMap(({ at, heads }) =>
      Object.entries(heads).map(([device, { seq, hash, file, line }]) => ({
        device,
        seq,
        hash,
        file,
        line: line - 1,
        seenBy: `this computer saw, last on ${at.slice(0, 10)},`,
      })),
    )
  return { pins, others: copies.filter((copy) => copy.path !== path) }
}

/** What should be known of the other copies of an archive: that one of them holds lines that this one, with its heads, lacks. */
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

/** The pins in the text of a head statement, however it was kept; null for a text that is none. */
export function pinsIn(text: string, name: string): { archive: string; pins: Pin[] } | null {
  const statement = parseStatement(text)
  if (!statement) return null
  const pins = statement.heads
    .filter(({ seq }) => seq > 0)
    .map(({ device, seq, hash }) => ({ device, seq, hash, seenBy: `${name} states` }))
  return { archive: statement.archive, pins }
}
