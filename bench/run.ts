import { parseArgs } from 'node:util'
import { benchImport } from './import.ts'
import { printMeasures, type BenchOptions, type Measure } from './measure.ts'

const benches: Readonly<Record<string, (options: BenchOptions) => Promise<Measure[]>>> = {
  import: benchImport,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    files: { type: 'string', default: '2000' },
    'large-gb': { type: 'string', default: '3' },
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
    })),
  )
}
printMeasures(measures, values.json)
