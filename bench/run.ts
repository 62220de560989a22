import { parseArgs } from 'node:util'
import { benchBackup } from './backup.ts'
import { benchDurability } from './durability.ts'
import { benchImport } from './import.ts'
import { printMeasures, type BenchOptions, type Measure } from './measure.ts'
import { benchMerge } from './merge.ts'
import { benchQuality } from './quality.ts'
import { benchSearch } from './search.ts'
import { benchVerify } from './verify.ts'

type Bench = (options: BenchOptions) => Promise<Measure[]>

/**
 * The benchmarks that run when none is named; `verify` needs 10 GB of disk space, `durability` an hour, and `quality`
 * a collection.
 */
const usual: Readonly<Record<string, Bench>> = { import: benchImport, search: benchSearch }
const benches: Readonly<Record<string, Bench>> = {
  ...usual,
  backup: benchBackup,
  merge: benchMerge,
  verify: benchVerify,
  quality: benchQuality,
  durability: benchDurability,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    files: { type: 'string', default: '2000' },
    'verify-files': { type: 'string', default: '0' },
    'large-gb': { type: 'string', default: '3' },
    records: { type: 'string', default: '10k' },
    points: { type: 'string', default: '1000' },
    corpus: { type: 'string', default: '' },
  },
})
const chosen = positionals.length > 0 ? positionals.filter((each) => benches[each]) : Object.keys(usual)
const folders = positionals.filter((each) => !benches[each])
if (folders.length > 0 && !chosen.includes('quality'))
  throw new Error(`There is no bench “${folders[0]}”; there are: ${Object.keys(benches).join(', ')}`)
const measures: Measure[] = []
for (const name of chosen) {
  measures.push(
    ...(await benches[name]!({
      files: Number(values.files),
      verifyFiles: Number(values['verify-files']),
      largeBytes: Math.round(Number(values['large-gb']) * 2 ** 30),
      records: toCount(values.records),
      points: Number(values.points),
      corpus: values.corpus,
      folders,
    })),
  )
}
printMeasures(measures, values.json)

/** Parses a count such as `100k` or `1m`. */
function toCount(text: string): number {
  const [, digits, unit] = /^(\d+)([km]?)$/i.exec(text) ?? []
  if (!digits) throw new Error(`--records is a number such as 10k, 100k or 1m, not “${text}”`)
  return Number(digits) * { '': 1, k: 1000, m: 1_000_000 }[unit!.toLowerCase() as '' | 'k' | 'm']
}
