import { openEngine } from '../../../electron/core/search/index/engine.ts'
import { corpusPaths } from '../corpus.ts'
import { readPlain } from '../corpus-read.ts'
import { percentile } from '../timing.ts'
import { testKeys } from '../../../electron/core/search/testing/test-keys.ts'

export interface LoadResult {
  readonly indexMs: number
  readonly corpusMs: number
}

/**
 * Measures how long it takes to load the index with its term trees, and to parse the records that it covers; medians
 * of fifteen alternating rounds.
 */
export function load(folder: string): LoadResult {
  const index: number[] = []
  const corpus: number[] = []
  for (let turn = 0; turn < 15; turn += 1) {
    const started = performance.now()
    const engine = openEngine({ keys: testKeys, cacheFolder: corpusPaths(folder).cache, readOnly: true })
    // Builds the term trees that a first query would build.
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
