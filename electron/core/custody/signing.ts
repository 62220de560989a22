import type { DeviceKey, DeviceKeys } from '../profile/device-keys.ts'
import type { Hash } from '../../../shared/model/ids.ts'
import {
  printStatement,
  type StatedHead,
  type HeadStatement,
  type SignatureDetail,
} from '../../../shared/model/head-statement.ts'
import type { Store } from '../store/store.ts'

/** A signed statement with the public key that checks it. */
export interface SignedHead {
  readonly statement: string
  readonly signature: string
  readonly publicKey: string
  readonly heads: readonly StatedHead[]
}

/** Returns how many lines of this device's ledger are not covered by a signature. */
export function unsignedLines(store: Store): number {
  const seq = store.heads()[store.device]?.seq ?? 0
  return seq - (store.custody().signed[store.device]?.seq ?? 0)
}

/**
 * Signs the heads of all ledgers of the archive and appends the signature to this device's ledger. The first line
 * that uses a key includes the public key; if the key replaces another, the line gives the reason, and the previous
 * key endorses it if this computer still has it.
 */
export async function signHeads(
  store: Store,
  keys: DeviceKeys,
  archive: string,
  software: string,
): Promise<SignedHead> {
  const key = keys.current()
  const before = store.custody().keys[store.device]
  const isNew = before?.fingerprint !== key.fingerprint
  const old = before && isNew ? await keys.find(before.fingerprint) : null
  const replaces =
    before && isNew ? ({ key: before.fingerprint as Hash, reason: old ? 'rotated' : 'lost' } as const) : null
  const stated = stateHeads(store, archive, key, replaces)
  const statement = printStatement(stated)
  const detail: SignatureDetail = {
    kind: 'signature',
    statement,
    signature: key.sign(statement),
    ...(isNew ? { publicKey: key.publicKey } : {}),
    ...(old ? { endorsement: old.sign(statement) } : {}),
  }
  await store.commit({
    act: 'digital signature generation',
    actor: { type: 'software', name: software },
    tool: { name: 'Ed25519', version: 'RFC 8032' },
    detail: { ...detail },
    changes: [],
  })
  return { statement, signature: detail.signature, publicKey: key.publicKey, heads: stated.heads }
}

function stateHeads(
  store: Store,
  archive: string,
  key: DeviceKey,
  replaces: HeadStatement['replaces'],
): HeadStatement {
  const heads = Object.entries(store.heads()).map(([device, { seq, hash }]) => ({
    device,
    seq,
    hash: hash as Hash, // a ledger's head is a line's hash
  }))
  const at = new Date().toISOString()
  return { archive, at, device: store.device, key: key.fingerprint, replaces, heads }
}
