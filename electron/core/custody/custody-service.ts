import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hash, TagId } from '../../../shared/model/ids.ts'
import type { Actor } from '../../../shared/model/act.ts'
import type { Tag } from '../../../shared/model/tag.ts'
import { shortHead } from '../../../shared/model/head-statement.ts'
import type { Publish } from '../../../shared/contract/events.ts'
import { rethrowAsStoreError } from '../disk/durable.ts'
import { followRights, makePrivate, readAccess } from '../disk/rights.ts'
import type { Profile } from '../profile/profile.ts'
import type { PinKeeper } from '../profile/pins.ts'
import { signHeads, unsignedLines, type SignedHead } from './signing.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import type { Store } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'
import { makeReport } from './report-file.ts'

/** The custody of an open archive: its keys, its signed head, and what this computer has pinned of it. */
export interface Custody {
  /** Returns what is known about the archive's custody without reading it again. */
  health(): Promise<Reply<'custody.health'>>
  /** Signs the heads of all ledgers and appends the signature as a ledger line. Throws `store.*`. */
  sign(): Promise<SignedHead>
  /** Signs the heads of all ledgers and returns what a third party needs to check the signature. Throws `store.*`. */
  head(): Promise<Reply<'custody.head'>>
  /** Creates a new key for this computer and signs with it at once; the previous key endorses it. Throws `store.*`. */
  rotateKey(): Promise<Reply<'custody.rotate-key'>>
  /**
   * Accepts the archive as complete although it lacks lines that this computer has seen. Throws
   * `custody.nothing-cut`.
   */
  acceptCut(reason: string): Promise<Reply<'custody.accept-cut'>>
  /** Closes the files of the archive to all other users of the computer. Throws `store.*`. */
  makePrivate(): Promise<Reply<'custody.make-private'>>
  /**
   * Returns everything that the ledger records about the given records, as a page or as JSON. Throws
   * `records.not-found`, `store.*`.
   */
  report(request: Params<'custody.report'>, signal?: AbortSignal): Promise<Reply<'custody.report'>>
}

export interface CustodyServices {
  /** The archive's id, as statements name it. */
  readonly id: string
  readonly path: string
  readonly readOnly: boolean
  readonly publish: Publish
  readonly store: Store
  readonly vault: Vault
  readonly tags: () => ReadonlyMap<TagId, Tag>
  readonly resources: string
  readonly actor: () => Actor
  readonly profile: Profile
  readonly trust: Trust
  readonly pins: PinKeeper
  readonly software: string
}

/** Creates the custody service of the archive that these services belong to. */
export function createCustody(services: CustodyServices): Custody {
  const { id, path, store, profile, pins, software } = services
  const sign = () => signHeads(store, profile.keys, id, software)

  return {
    sign,
    health: () => readHealth(services),
    async head() {
      const { statement, signature, publicKey, heads } = await sign()
      await store.commit({
        act: 'exporting',
        tool: toolOf(software),
        detail: { kind: 'head', statement },
        changes: [],
      })
      await store.flush()
      return { statement, signature, publicKey, short: heads.map(shortHead) }
    },
    async rotateKey() {
      // The new key can only be endorsed once a ledger line names the previous key.
      if (!store.custody().keys[store.device]) await sign()
      const before = store.custody().keys[store.device]!.fingerprint
      const key = await profile.keys.rotate()
      await sign()
      return { key: key.fingerprint, replaces: before }
    },
    async makePrivate() {
      await makePrivate(path).catch(rethrowAsStoreError)
      await followRights(path)
      services.publish({ event: 'changed', tables: ['custody'] })
      return {}
    },
    report: (request, signal) => makeReport(services, sign, request, signal),
    async acceptCut(reason) {
      const cut = pins.broken()
      if (cut.length === 0) throw new AppError('custody.nothing-cut', { path })
      const lost = cut.map(({ device, pinned, at }) => ({ device, seq: pinned.seq, hash: pinned.hash, at }))
      const entry = await store.commit({
        act: 'recovery',
        outcome: 'warning',
        note: reason,
        detail: { kind: 'accepted-cut', lost },
        changes: [],
      })
      pins.accept()
      await store.flush()
      return { action: entry.action, seq: entry.seq, ids: [] }
    },
  }
}

async function readHealth({
  id,
  path,
  readOnly,
  store,
  profile,
  pins,
}: CustodyServices): Promise<Reply<'custody.health'>> {
  const heads = store.heads()
  const own = heads[store.device]
  const key = profile.keys.current()
  const announced = store.custody().keys[store.device]?.fingerprint ?? null
  const { bavail, blocks, bsize } = await statfs(path)
  const others = (await profile.pins(id)).filter((copy) => copy.path !== path)
  return {
    device: store.device,
    lines: Object.values(heads).reduce((sum, { seq }) => sum + seq, 0),
    head: own ? { device: store.device, seq: own.seq, hash: own.hash as Hash } : null, // the hash of a line
    short: own ? shortHead({ device: store.device, seq: own.seq, hash: own.hash as Hash }) : null,
    unsigned: unsignedLines(store),
    signedAt: store.custody().signed[store.device]?.at ?? null,
    key: {
      fingerprint: key.fingerprint,
      state: await keyState(profile, key.fingerprint, announced),
    },
    cut: pins.broken().map(({ device, pinned, at }) => ({
      device,
      seenSeq: pinned.seq,
      seenAt: at,
      endsAt: heads[device]?.seq ?? 0,
    })),
    copies: others.map((copy) => ({
      path: copy.path,
      at: copy.at,
      isAhead: Object.entries(copy.heads).some(([device, head]) => head.seq > (heads[device]?.seq ?? 0)),
    })),
    disk: { freeBytes: bavail * bsize, totalBytes: blocks * bsize },
    access: await readAccess(path, readOnly ? null : join(path, 'inbox')),
  }
}

async function keyState(profile: Profile, current: string, announced: string | null) {
  if (announced === null) return 'not-yet-used' as const
  if (announced === current) return 'in-use' as const
  return (await profile.keys.find(announced)) ? ('rotated' as const) : ('earlier-lost' as const)
}
