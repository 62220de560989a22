import { parseArgs } from 'node:util'
import { root } from '../breaks/checkout.ts'
import { runTests } from '../breaks/run-tests.ts'
import { parts, type Part } from './parts.ts'
import { openProgress, type PartResult } from './progress.ts'

// `npm run test:deep [-- --seed N] [--part NAME]… [--list]`: runs every full sweep, one part after another. When an
// interrupted run is started with the same seed, it continues with the parts that have not passed.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    part: { type: 'string', multiple: true, default: [] },
    list: { type: 'boolean', default: false },
  },
})

function runPart({ files, only }: Part, seed: number): PartResult {
  const started = performance.now()
  const env = { HOLDFAST_TEST_LEVEL: 'deep', HOLDFAST_TEST_SEED: String(seed) }
  const words = [...files, '--testTimeout=0', '--hookTimeout=0', ...(only ? ['-t', only] : [])]
  const { passed, failed, broken } = runTests(root, words, { env, isShown: true })
  const seconds = Math.round((performance.now() - started) / 1000)
  // A part in which no test ran proves nothing.
  return { passed, failed: failed + broken.length + (passed + failed === 0 ? 1 : 0), seconds }
}

function main(): number {
  const unknown = values.part.find((name) => !parts.some((part) => part.name === name))
  if (unknown !== undefined) {
    console.log(`There is no part “${unknown}”; --list names them.`)
    return 2
  }
  const seed = Number(values.seed)
  const progress = openProgress(seed)
  console.log(`Seed ${seed}. To repeat or continue: npm run test:deep -- --seed ${seed}`)
  let [passed, failed] = [0, 0]
  for (const part of parts.filter(({ name }) => values.part.length === 0 || values.part.includes(name))) {
    const before = progress.done[part.name]
    const isDone = before?.failed === 0 && values.part.length === 0
    console.log(`\n── ${part.name}: ${isDone ? `passed before, in ${before.seconds} s` : part.what}`)
    const result = isDone ? before : runPart(part, seed)
    progress.note(part.name, result)
    passed += result.passed
    failed += result.failed
    if (result.failed > 0) console.log(`To repeat: npm run test:deep -- --seed ${seed} --part ${part.name}`)
  }
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed > 0 ? 1 : 0
}

if (values.list) for (const { name, what } of parts) console.log(`${name.padEnd(18)} ${what}`)
else process.exitCode = main()
