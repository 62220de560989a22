import { AppError } from '../../../shared/errors.ts'
import { refuseDamagedLedger, setCatalogueAside } from '../store/rebuild-catalogue.ts'
import type { CurrentArchive } from './current-archive.ts'

/**
 * Rebuilds the catalogue of the open archive from its ledger; `aside` is the folder in the archive with the previous
 * catalogue. Throws `archive.none-open`, `archive.read-only`, `ledger.damaged`, `store.*`.
 */
export async function rebuildCatalogue(current: CurrentArchive): Promise<{ aside: string }> {
  const { path, isSample, readOnly, store, trust, close } = current.required()
  if (readOnly) throw new AppError('archive.read-only')
  await store.flush()
  await refuseDamagedLedger(path, trust)
  // Closed in between, so that nothing is written to what is being set aside.
  current.detach()
  await close()
  const name = await setCatalogueAside(path).catch(async (cause: unknown) => {
    await current.openAt(path, { isSample })
    throw cause
  })
  const aside = `inbox/${name}`
  const next = await current.openAt(path, { isSample })
  await next.store.commit({ act: 'recovery', detail: { kind: 'catalogue-rebuilt', aside }, changes: [] })
  return { aside }
}
