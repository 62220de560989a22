import { join } from 'node:path'
import { startSearch } from '../../../electron/core/search/client.ts'
import { positionOf } from '../../../electron/core/indexing/index-position.ts'
import { openStore, type Store } from '../../../electron/core/store/store.ts'
import { corpusPaths } from '../corpus.ts'
import { makeRecords, type MadeRecord } from '../records.ts'
import { makeTags } from '../tags.ts'
import { cost, type Cost } from '../timing.ts'
import { passingTrust } from '../../../electron/core/trust/trust.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

// The same for every opening: what one session marks, the next one recognises.
const trust = passingTrust()

const AT_ONCE = 250
/** Each session ends long before the store would write its catalogue automatically. */
const SITTING = 5000

/**
 * Writes the ledger and catalogue of the archive that a corpus's index belongs to, through the store like an import,
 * and records that the index covers it. Only the vault stays empty: nothing that is measured reads it.
 */
export async function archive(argument: string): Promise<Cost> {
  const { folder, records } = JSON.parse(argument) as { folder: string; records: number }
  const { archive, cache } = corpusPaths(folder)
  return await cost(async () => {
    await sit(archive, commitTags)
    const made = makeRecords(records)
    let position = ''
    for (let written = 0; written < records; written += SITTING)
      position = await sit(archive, (store) =>
        commitRecords(store, made, Math.min(SITTING, records - written)),
      )
    const search = await startSearch({ keys: testKeys, cacheFolder: cache })
    if (search.covered === null) throw new Error(`there is no index in ${join(cache, 'search')}`)
    await search.persist(position)
    await search.close()
  })
}

/** Opens the store, works on it and closes it; returns the ledger position afterwards. */
async function sit(folder: string, work: (store: Store) => Promise<void>): Promise<string> {
  const store = await openStore({
    folder,
    device: 'k3fp',
    trust,
    readOnly: false,
    actor: () => ({ type: 'software', name: 'bench' }),
    onCommitted: () => undefined,
  })
  await work(store)
  await store.close()
  return positionOf(store.heads())
}

async function commitTags(store: Store): Promise<void> {
  for (const { id, label, parent } of makeTags())
    await store.commit({ act: 'creation', changes: [{ table: 'tags', id, set: { label, parent } }] })
}

async function commitRecords(store: Store, made: Generator<MadeRecord>, count: number): Promise<void> {
  for (let written = 0; written < count; written += AT_ONCE) {
    const pending: Promise<unknown>[] = []
    while (pending.length < Math.min(AT_ONCE, count - written)) {
      // The generator yields as many records as are requested.
      const { id, createdAt: _created, modifiedAt: _modified, ...set } = made.next().value!.record
      pending.push(store.commit({ act: 'accession', changes: [{ table: 'records', id, set }] }))
    }
    await Promise.all(pending)
  }
}
