import { openEngine } from '../../../electron/core/search/index/engine.ts'
import { corpusPaths } from '../corpus.ts'
import { readPlain } from '../corpus-read.ts'
import { percentile } from '../timing.ts'

export interface LoadResult {
  readonly indexMs: number
  readonly corpusMs: number
}

/** How long it takes to load the index, its terms laid open, and to parse the records it is of; medians of fifteen, taken by turns. */
export function load(folder: string): LoadResult {
  const index: number[] = []
  const corpus: number[] = []
  for (let turn = 0; turn < 15; turn += 1) {
    const started = performance.now()
    const engine = openEngine({ cacheFolder: corpusPaths(folder).cache, readOnly: true })
    // What a first find would lay open.
    while (engine.tidy());
    index.push(performance.now() - started)
    if (engine.covered() === null) throw new Error('the index was not loaded')
    engine.close()
    const parsing = performance.now()
    readPlain(folder)
    corpus.push(performance.now() - parsing)
  }
  return { indexMs: percentile(index, 0.5), corpusMs: percentile(corpus, 0.5) }
}
