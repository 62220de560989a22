import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Break } from './break.ts'
import { breaks } from './breaks.ts'
import { copyCheckout } from './checkout.ts'
import { runTests } from './run-tests.ts'

// `npm run test:breaks [-- --only WORDS] [--list]`: deliberately breaks a copy of the product, one break at a time,
// and shows that the tests of `npm test` catch each.
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, list: { type: 'boolean', default: false } },
})
const chosen = breaks.filter(({ name, test }) => `${name} ${test}`.includes(values.only))

/** A break may make a test hang; a test that takes this long has caught it. */
const PATIENCE_MS = 120_000

/** Null if the sample catches the break, else why it does not. */
function tryBreak(folder: string, { file, from, to, test, only }: Break): string | null {
  const path = join(folder, file)
  const before = readFileSync(path, 'utf8')
  if (before.split(from).length !== 2) return `${file} does not contain the text to replace exactly once`
  try {
    writeFileSync(
      path,
      before.replace(from, () => to),
    )
    const words = [test, ...(only ? ['-t', only] : []), '--bail=1', `--testTimeout=${PATIENCE_MS}`]
    const { passed, failed, broken, failures } = runTests(folder, words)
    if (failed > 0) {
      console.log(`    ${failures[0]}`)
      return null
    }
    return broken.length > 0 ? `no test ran: ${broken.join(', ')}` : `${passed} tests passed anyway`
  } finally {
    writeFileSync(path, before)
  }
}

/** Whether the same tests pass when nothing is broken: otherwise their failures would prove nothing. */
function passUnbroken(folder: string): boolean {
  const files = [...new Set(chosen.map(({ test }) => test))]
  const { passed, failed, broken, failures } = runTests(folder, files)
  console.log(`${passed} tests of ${files.length} files pass without a break`)
  for (const each of [...failures, ...broken]) console.log(`fails without a break: ${each}`)
  return failed + broken.length === 0 && passed > 0
}

function main(): number {
  const checkout = copyCheckout()
  try {
    const missed: string[] = []
    for (const [at, each] of chosen.entries()) {
      console.log(`${at + 1}/${chosen.length} ${each.name} (${each.test})`)
      const problem = tryBreak(checkout.folder, each)
      if (problem === null) continue
      console.log(`    NOT CAUGHT: ${problem}`)
      missed.push(`${each.name}: ${problem}`)
    }
    const isSound = passUnbroken(checkout.folder)
    console.log(`${chosen.length - missed.length} of ${chosen.length} breaks caught`)
    for (const each of missed) console.log(`not caught: ${each}`)
    return missed.length > 0 || !isSound ? 1 : 0
  } finally {
    checkout.remove()
  }
}

if (values.list) for (const each of chosen) console.log(`${each.name}: ${each.test}`)
else process.exitCode = main()
