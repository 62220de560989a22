import { basename, join, relative } from 'node:path'
import type { Publish } from '../../../shared/contract/events.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { makeTempFolder } from '../disk/temp-folder.ts'
import { startExtractor, type CacheKeys, type ReadingLimits } from '../extract/client.ts'
import { createIndexer, type RunningIndexer } from './indexer.ts'
import { positionOf, readTail } from './index-position.ts'
import type { Jobs } from '../session/jobs.ts'
import { createPassages } from './passages.ts'
import type { SearchClient } from '../search/client.ts'
import { startSearch } from '../search/client.ts'
import { startSteadySearch } from './steady-search.ts'
import type { StartProcess } from '../threads/worker-process.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'
import type { Store } from '../store/store.ts'
import type { ListedRows } from '../store/row-table.ts'
import type { SearchNames } from './search-names.ts'

export interface IndexPlace {
  readonly path: string
  readonly readOnly: boolean
  /** A newer Holdfast wrote the archive: this one neither uses nor replaces its index. */
  readonly isNewer: boolean
  readonly note: NoteRepair
  /** Throws `store.gone` when the archive's folder is no longer there. */
  readonly guards: { readonly present: () => Promise<void> }
  /** How to close what is open, in the order of opening. */
  readonly closing: (() => Promise<unknown>)[]
}

export interface IndexOptions {
  readonly startProcess?: StartProcess | undefined
  readonly limits?: Partial<ReadingLimits> | undefined
  readonly publish: Publish
  readonly logBug: (id: string, thrown: unknown) => void
}

/** What is indexed, and how the index receives changes to it. */
export interface IndexSources {
  readonly store: Store
  readonly trust: Trust
  readonly rows: ListedRows
  readonly names: SearchNames
  /** Makes the indexer follow every commit from now on. */
  readonly followWith: (indexer: RunningIndexer) => void
  readonly vault: Vault
  readonly jobs: Jobs
}

/**
 * Starts the extractor and the search of an archive, and brings the index up to date with the ledger; a complete
 * rebuild runs in the background. Throws `search.failed`, `store.*`.
 */
export async function openIndex(options: IndexOptions, place: IndexPlace, sources: IndexSources) {
  const { path, readOnly, isNewer, note, closing } = place
  const { store, rows, names, jobs } = sources
  const ownCache = join(path, 'cache')
  const cacheFolder = readOnly ? await scratchFolder(closing) : ownCache
  const { keyFor } = sources.trust.marks
  const keys = { text: keyFor('text'), page: keyFor('page'), index: keyFor('index') }
  const { extractor, passages } = startTexts(options, place, { cacheFolder, keys, vault: sources.vault })
  const ledger = join(path, 'ledger')
  let isClosing = false
  const onRestart = (covered: string | null) =>
    void readTail(ledger, covered).then(
      (tail) => indexer.begin(tail),
      (cause: unknown) => options.logBug('search', cause),
    )
  const folders = { cacheFolder: isNewer ? cacheFolder : ownCache, scratchFolder: cacheFolder }
  const search = await startSteadySearch(() => startSearch({ ...folders, keys, readOnly }), onRestart)
  await reportDamage(path, search, readOnly, note)
  names.sendTo(search)
  closing.push(async () => {
    isClosing = true
    await search.close()
  })
  const indexer = createIndexer({
    store,
    search,
    jobs,
    tags: () => rows('tags'),
    publish: options.publish,
    restoreText: passages.restore,
    onFailure: (cause) => !isClosing && options.logBug('search', cause),
  })
  sources.followWith(indexer)
  const tail = await readTail(ledger, search.covered)
  indexer.begin(tail)
  // A tail is short; a complete rebuild runs while searching already works.
  if (tail) await indexer.complete()
  const persist = createPersist(options, place, { store, search, indexer })
  // An index that took long to build is saved at once: a crash then costs no more than what came after.
  if (!tail) void indexer.complete().then(() => (isClosing ? undefined : persist()))
  return { search, indexer, extractor, passages: passages.read, persist, cacheFolder }
}

/** Starts the extractor, which draws pages too, and the reader of the text cache. */
function startTexts(
  { startProcess, limits }: IndexOptions,
  { path, readOnly, note, closing }: IndexPlace,
  {
    cacheFolder,
    keys,
    vault,
  }: { readonly cacheFolder: string; readonly keys: CacheKeys; readonly vault: Vault },
) {
  const onDamagedPage = async (page: string): Promise<void> => {
    const where = relative(path, page).replaceAll('\\', '/')
    const aside = readOnly ? null : await setAside(path, page, `page-${basename(page)}`)
    const message = `${where}, a picture of a page in the cache, was not as this computer left it. It is drawn from the file again.`
    note({ kind: 'page-picture', path: where, aside, message })
  }
  const extractor = startExtractor({ cacheFolder, keys, startProcess, limits, onDamagedPage })
  closing.push(extractor.close)
  return {
    extractor,
    passages: createPassages({
      archive: path,
      readOnly,
      cacheFolder,
      textKey: keys.text,
      vault,
      extractor,
      note,
    }),
  }
}

/** Returns a function that writes the index to disk, with the position in the ledger that it covers. */
function createPersist(
  { logBug }: IndexOptions,
  { readOnly, guards }: IndexPlace,
  { store, search, indexer }: { store: Store; search: SearchClient; indexer: RunningIndexer },
) {
  return async (): Promise<void> => {
    // An index that is still being built is rebuilt at the next open; closing must not wait for it.
    if (readOnly || indexer.isBuilding) return
    const position = positionOf(store.heads())
    await indexer.complete()
    if (indexer.hasFailed) return
    // An index written now would be at the former place of the archive, and in the way when the drive comes back.
    const isHere = await guards.present().then(
      () => true,
      () => false,
    )
    if (!isHere) return
    // The index is computed from the ledger: losing it costs time at the next open and nothing else.
    await search.persist(position).catch((cause: unknown) => logBug('search', cause))
  }
}

// For pages and texts extracted while the medium is read-only; removed when the archive is closed.
async function scratchFolder(closing: IndexPlace['closing']): Promise<string> {
  const { path, remove } = await makeTempFolder()
  closing.push(remove)
  return path
}

async function reportDamage(
  archive: string,
  { damaged }: SearchClient,
  readOnly: boolean,
  note: NoteRepair,
): Promise<void> {
  if (damaged === null) return
  const path = `cache/${damaged}`
  const name = damaged.replaceAll('/', '-')
  const aside = readOnly ? null : await setAside(archive, join(archive, path), name)
  const message = `${path}, a part of the search index, was missing or not as this computer left it. The index is rebuilt from the archive.`
  note({ kind: 'index', path, aside, message })
}
