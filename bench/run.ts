import { parseArgs } from 'node:util'
import { benchImport } from './import.ts'
import { printMeasures, type BenchOptions, type Measure } from './measure.ts'
import { benchSearch } from './search.ts'

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Measure[]>>> = {
  import: benchImport,
  search: benchSearch,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    files: { type: 'string', default: '2000' },
    'large-gb': { type: 'string', default: '3' },
    records: { type: 'string', default: '10k' },
    corpus: { type: 'string', default: '' },
  },
})
const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
const measures: Measure[] = []
for (const name of chosen) {
  const bench = benches[name]
  if (!bench) throw new Error(`There is no bench “${name}”; there are: ${Object.keys(benches).join(', ')}`)
  measures.push(
    ...(await bench({
      files: Number(values.files),
      largeBytes: Math.round(Number(values['large-gb']) * 2 ** 30),
      records: toCount(values.records),
      corpus: values.corpus,
    })),
  )
}
printMeasures(measures, values.json)

/** `100k` and `1m` as people write them. */
function toCount(text: string): number {
  const [, digits, unit] = /^(\d+)([km]?)$/i.exec(text) ?? []
  if (!digits) throw new Error(`--records is a number such as 10k, 100k or 1m, not “${text}”`)
  return Number(digits) * { '': 1, k: 1000, m: 1_000_000 }[unit!.toLowerCase() as '' | 'k' | 'm']
}
