import { join } from 'node:path'
import type { Damage, KeyInUse, VerifyReport } from '../../shared/contract/custody.ts'
import { asStoreError } from './disk/durable.ts'
import { readLock } from './store/lock.ts'
import { verifyLedger, type Pin } from './store/ledger/verify.ts'
import { verifyCatalogue } from './store/catalogue/verify.ts'
import { readCatalogueHead, type LedgerHeads } from './store/head.ts'
import { readArchiveId } from './archive-file.ts'
import { verifyVault } from './vault/verify.ts'
import { createSignatureChecker } from './verify-signatures.ts'

export interface VerifyProgress {
  readonly doneObjects: number
  readonly totalObjects: number
  readonly doneBytes: number
  readonly totalBytes: number
  readonly current: string
}

interface VerifyOptions {
  /** Lines that were seen in this archive by somebody outside of it. */
  readonly pins?: readonly Pin[]
  /** What should be said beside the findings. */
  readonly notices?: readonly string[]
  readonly onProgress?: (progress: VerifyProgress) => void
  readonly signal?: AbortSignal
}

/**
 * Recomputes every hash of the ledger, re-reads every object of the vault and compares the catalogue with the ledger.
 * It only reads, so it needs no lock; each thing that is wrong is named once. Throws `store.*` when it cannot look.
 */
export async function verifyArchive(archive: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  return await inspect(archive, options).catch((cause: unknown) => {
    throw asStoreError(cause)
  })
}

async function inspect(archive: string, options: VerifyOptions): Promise<VerifyReport> {
  const head = await readCatalogueHead(join(archive, 'catalogue', 'head.json'))
  // Whoever holds the lock, alive or crashed, may have stored an object whose line is not written yet.
  const inFlight = (await readLock(archive)) !== null
  const id = await readArchiveId(archive).catch(() => null)
  const signatures = createSignatureChecker(join(archive, 'ledger'), id)
  const pins = [...cataloguePins(head?.covers ?? {}), ...(options.pins ?? [])]
  const ledger = await verifyLedger(join(archive, 'ledger'), pins, signatures.take)
  const { keys, signed, damages: unsigned } = await signatures.finish()
  const total = {
    objects: ledger.objects.size,
    bytes: [...ledger.objects.values()].reduce((sum, each) => sum + each.sizeBytes, 0),
  }
  let doneObjects = 0
  let doneBytes = 0
  const vault = await verifyVault(join(archive, 'vault'), ledger.objects, {
    signal: options.signal,
    ignoreExtra: inFlight,
    onObject(bytes, current) {
      doneObjects += 1
      doneBytes += bytes
      options.onProgress?.({
        doneObjects,
        totalObjects: total.objects,
        doneBytes,
        totalBytes: total.bytes,
        current,
      })
    },
  })
  const catalogue =
    ledger.damages.length === 0 && head ? await verifyCatalogue(archive, head, ledger.heads) : []
  const damages: Damage[] = [...ledger.damages, ...unsigned, ...vault.damages, ...catalogue]
  return {
    intact: damages.length === 0,
    ledgerLines: ledger.lines,
    objects: vault.objects,
    objectBytes: vault.objectBytes,
    heads: Object.fromEntries(
      Object.entries(ledger.heads).map(([device, { seq, hash }]) => [device, { seq, hash }]),
    ),
    keys: [...keys],
    signed: { ...signed },
    notices: [...(options.notices ?? []), ...keys.flatMap(noticeOf)],
    damages,
  }
}

function cataloguePins(covers: LedgerHeads): Pin[] {
  return Object.entries(covers).map(([device, { seq, hash, file, line }]) => ({
    device,
    seq,
    hash,
    file,
    line: line - 1,
    seenBy: 'the catalogue has seen',
  }))
}

function noticeOf({ device, key, since, replaces }: KeyInUse): string[] {
  if (!replaces) return []
  const named = `From line ${since} on, ${device} signs with key ${key.slice(0, 16)} in place of ${replaces.key.slice(0, 16)}`
  return replaces.reason === 'rotated'
    ? [`${named}; the earlier key vouches for it.`]
    : [`${named}; the earlier key was lost and cannot vouch for it.`]
}
