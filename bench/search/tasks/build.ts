import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startSearch } from '../../../electron/core/search/client.ts'
import type { SearchDocument } from '../../../shared/model/search-document.ts'
import { corpusPaths } from '../corpus.ts'
import { readDocuments, readSearchTags } from '../corpus-read.ts'
import { cost, memory, type Cost } from '../timing.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

/** The batch size that the archive uses. */
const BATCH = 200

export interface BuildResult extends Cost {
  readonly peakBytes: number
  readonly indexBytes: number
  readonly corpusBytes: number
}

/** Rebuilds the index of a corpus through the worker and saves it; the cost includes reading all text. */
export async function build(folder: string): Promise<BuildResult> {
  const { cache, plain } = corpusPaths(folder)
  const search = await startSearch({ keys: testKeys, cacheFolder: cache })
  await search.clear()
  const spent = await cost(async () => {
    await search.setTags(readSearchTags(folder))
    let batch: SearchDocument[] = []
    for await (const document of readDocuments(folder)) {
      batch.push(document)
      if (batch.length < BATCH) continue
      await search.update(batch, 'bulk')
      batch = []
    }
    if (batch.length > 0) await search.update(batch, 'bulk')
    await search.persist('bench')
  })
  await search.close()
  return {
    ...spent,
    peakBytes: memory().peak,
    indexBytes: folderBytes(join(cache, 'search')),
    corpusBytes: statSync(plain).size,
  }
}

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
}
