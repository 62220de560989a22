import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { asStoreError } from '../disk/durable.ts'
import { cataloguePins, readCatalogueHead } from './catalogue/head.ts'
import { verifyLedger } from './ledger/verify.ts'

/** The ledger must be whole before anything is made from it. Throws `ledger.damaged`, naming the first line that is wrong. */
export async function refuseDamagedLedger(archive: string): Promise<void> {
  const head = await readCatalogueHead(join(archive, 'catalogue', 'head.json'))
  const pins = cataloguePins(head?.covers ?? {})
  const [first] = (await verifyLedger(join(archive, 'ledger'), pins)).damages
  if (first)
    throw new AppError('ledger.damaged', { file: first.file, line: first.line ?? 0, problem: first.message })
}

/**
 * Moves the catalogue of a closed archive into its inbox, so that opening makes it anew from the ledger; the index, which was
 * made from it, goes. Answers the folder's name in the inbox. Throws `store.*`.
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
