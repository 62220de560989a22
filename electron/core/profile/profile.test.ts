import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

it('keeps its files intact while several programs write them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-profile-'))
  const program = `import { openProfile } from ${JSON.stringify(resolve(import.meta.dirname, 'profile.ts'))}
    const profile = await openProfile(process.argv[1])
    const archive = { id: 'a', title: 't', isSample: false, device: 'k3fp', openedAt: '' }
    for (let n = 0; n < 40; n += 1) await profile.remember({ ...archive, path: process.pid + '/' + n })`
  const run = () =>
    new Promise((done) => {
      const args = ['--input-type=module', '-e', program, folder]
      spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', done)
    })
  expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0])
  expect(await readdir(folder)).toEqual(['archives.json', 'keys', 'seal.key'])
  expect(JSON.parse(await readFile(join(folder, 'archives.json'), 'utf8')).length).toBeGreaterThan(40)
  await rm(folder, { recursive: true })
})
