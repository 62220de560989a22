import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { endSteps, runStep } from './step.ts'

const script = (code: string) => ({ title: 'a step', words: [process.execPath, '-e', code], alone: '' })

// In this order: once steps are being ended, no more are started.
describe('a step of npm test', { shuffle: false }, () => {
  test('reports what it printed, whether it succeeded, and what it cost', async () => {
    const failing = await runStep(
      script('console.log("printed"); console.error("said"); process.exitCode = 3'),
    )
    expect(failing).toMatchObject({ isOk: false, output: 'printed\nsaid' })
    const passing = await runStep(script(''))
    expect(passing).toMatchObject({ isOk: true, output: '' })
    if (process.platform !== 'win32') expect(passing.cpuMs).toBeGreaterThan(0)
  })

  test.skipIf(process.platform === 'win32')('is ended together with the processes it started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-step-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const ready = join(folder, 'ready')
    const child = `
    process.on('SIGINT', () => { console.log('child ended'); process.exit() })
    setInterval(() => {}, 1000)
    require('fs').writeFileSync(${JSON.stringify(ready)}, '')`
    const parent = `
    process.on('SIGINT', () => {})
    require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' })`
    const step = runStep(script(parent))
    await expect.poll(() => existsSync(ready), { timeout: 60_000 }).toBe(true)
    await endSteps()
    expect((await step).output).toBe('child ended')
  })
})
