import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError } from '../disk/durable.ts'
import type { LineTrust } from '../trust/trust.ts'
import { cataloguePins, readClaimedCovers } from './catalogue/head.ts'
import { verifyLedger } from './ledger/verify.ts'

/**
 * Throws `ledger.damaged`, naming the first line that is wrong: the ledger must be intact before anything is rebuilt
 * from it.
 */
export async function refuseDamagedLedger(archive: string, trust: LineTrust): Promise<void> {
  const pins = cataloguePins(await readClaimedCovers(join(archive, 'catalogue', 'head.json')))
  const [first] = (await verifyLedger(join(archive, 'ledger'), pins, undefined, trust)).damages
  if (first)
    throw new AppError('ledger.damaged', { file: first.file, line: first.line ?? 0, problem: first.message })
}

/**
 * Moves the catalogue of a closed archive to its inbox, so that opening rebuilds it from the ledger, and removes the
 * index, which was built from it. Returns the name of the folder in the inbox. Throws `store.*`.
 */
export async function setCatalogueAside(archive: string): Promise<string> {
  const aside = `catalogue-${new Date().toISOString().replace(/[:.]/g, '-')}`
  try {
    await rename(join(archive, 'catalogue'), join(archive, 'inbox', aside))
    await rm(join(archive, 'cache', 'search'), { recursive: true, force: true })
  } catch (cause) {
    throw asStoreError(cause)
  }
  return aside
}
