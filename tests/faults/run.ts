import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { setup as buildPrograms } from '../tools/bundled-workers.ts'
import { testProgram } from '../tools/test-program.ts'
import { killPoints } from './kill-points.ts'

// `npm run test:faults [-- --points 1000 --seed 1]`: kills mixed work without warning, again and again.
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
})
const folder = await mkdtemp(join(tmpdir(), 'holdfast-faults-'))
const started = performance.now()
const points = Number(values.points)
await buildPrograms()
const figures = await killPoints({
  points,
  seed: Number(values.seed),
  folder,
  child: testProgram('kill-child'),
  onPoint: (done) => {
    if (!values.json && done % 50 === 0)
      console.log(`${done} of ${points}, ${Math.round((performance.now() - started) / 1000)} s`)
  },
})
if (values.json) console.log(JSON.stringify({ seed: Number(values.seed), ...figures }))
else {
  const { problems, openMs, ...rest } = figures
  console.log({ seed: Number(values.seed), ...rest, slowestOpeningMs: Math.round(Math.max(...openMs)) })
  for (const problem of problems) console.log(problem)
}
if (figures.problems.length === 0) await rm(folder, { recursive: true, force: true })
else console.log(`The remains are in ${folder}`)
process.exitCode = figures.problems.length > 0 ? 1 : 0
