import { join } from 'node:path'
import type { Damage, VerifyReport } from '../../shared/contract/custody.ts'
import { asStoreError } from './disk/durable.ts'
import { readLock } from './store/lock.ts'
import { verifyLedger } from './store/ledger/verify.ts'
import { verifyCatalogue } from './store/catalogue/verify.ts'
import { readCatalogueHead } from './store/head.ts'
import { verifyVault } from './vault/verify.ts'

export interface VerifyProgress {
  readonly doneObjects: number
  readonly totalObjects: number
  readonly doneBytes: number
  readonly totalBytes: number
  readonly current: string
}

interface VerifyOptions {
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
  const ledger = await verifyLedger(join(archive, 'ledger'), head?.covers ?? {})
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
  const damages: Damage[] = [...ledger.damages, ...vault.damages, ...catalogue]
  return {
    intact: damages.length === 0,
    ledgerLines: ledger.lines,
    objects: vault.objects,
    objectBytes: vault.objectBytes,
    heads: Object.fromEntries(
      Object.entries(ledger.heads).map(([device, { seq, hash }]) => [device, { seq, hash }]),
    ),
    damages,
  }
}
