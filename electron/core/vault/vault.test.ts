import { createHash } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createVault } from './vault.ts'
import { sharedGauge } from '../threads/shared-gauge.ts'
import { startHashThreads } from './hash-threads.ts'
import { createObjectList } from './object-list.ts'
import { verifyVault } from './verify.ts'

let folder: string
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-vault-'))
  await mkdir(join(folder, 'vault'))
  await mkdir(join(folder, 'inbox'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a vault', () => {
  it('returns the bytes it was given, whatever they are', async () => {
    const vault = createVault(folder)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const stored = await vault.putBytes(bytes)
        expect(stored.hash).toBe(sha256(bytes))
        const { path, sizeBytes } = await vault.locate(stored.hash)
        expect(sizeBytes).toBe(bytes.length)
        expect(new Uint8Array(await readFile(path))).toEqual(bytes)
      }),
      { numRuns: 40 },
    )
    expect(await readdir(join(folder, 'inbox'))).toEqual([])
  })

  it('copies a file of several blocks and leaves the source as it was', async () => {
    const source = join(folder, `${'ن'.repeat(120)}.bin`)
    const bytes = Buffer.alloc(3_500_000, 'holdfast')
    await writeFile(source, bytes)
    const before = await stat(source)
    let counted = 0
    const stored = await createVault(folder).putFile(source, { onBytes: (n) => (counted += n) })
    expect(stored).toMatchObject({ hash: sha256(bytes), sizeBytes: bytes.length, isNew: true })
    expect(counted).toBe(bytes.length)
    expect((await stat(source)).mtimeMs).toBe(before.mtimeMs)
    expect((await stat(stored.path)).mode & 0o222).toBe(0)
    expect((await createVault(folder).putFile(source)).isNew).toBe(false)
  })

  it('leaves nothing of a file that grew while it was read', async () => {
    const source = join(folder, 'growing.log')
    await writeFile(source, Buffer.alloc(3_000_000, 'a'))
    const grow = () => appendFileSync(source, 'more')
    await expect(createVault(folder).putFile(source, { onBytes: grow })).rejects.toMatchObject({
      code: 'imports.changed-while-reading',
    })
    expect([await readdir(join(folder, 'vault')), await readdir(join(folder, 'inbox'))]).toEqual([[], []])
  })

  it('replaces a damaged object by an intact one and keeps the damaged bytes', async () => {
    const vault = createVault(folder)
    const stored = await vault.putBytes(Buffer.from('evidence'))
    await chmod(stored.path, 0o644)
    await writeFile(stored.path, 'evidencf')
    expect((await vault.putBytes(Buffer.from('evidence'))).isNew).toBe(true)
    expect(await readFile(stored.path, 'utf8')).toBe('evidence')
    expect(await readdir(join(stored.path, '..'))).toEqual([stored.hash])
    const [kept, ...more] = await readdir(join(folder, 'inbox'))
    expect({ damaged: await readFile(join(folder, 'inbox', kept!), 'utf8'), more }).toEqual({
      damaged: 'evidencf',
      more: [],
    })
  })

  it('stops on a signal and leaves nothing behind', async () => {
    const source = join(folder, 'large.bin')
    await writeFile(source, Buffer.alloc(5_000_000))
    const controller = new AbortController()
    const put = createVault(folder).putFile(source, {
      signal: controller.signal,
      onBytes: () => controller.abort(),
    })
    await expect(put).rejects.toMatchObject({ code: 'imports.cancelled' })
    expect(await readdir(join(folder, 'inbox'))).toEqual([])
    expect(await readdir(join(folder, 'vault'))).toEqual([])
  })

  it('refuses names that are not hashes, and objects that do not exist', async () => {
    const vault = createVault(folder)
    for (const name of [
      '../../etc/passwd',
      '..',
      '',
      'a'.repeat(64).toUpperCase(),
      'a'.repeat(63),
      `${'a'.repeat(64)}/..`,
    ]) {
      await expect(vault.locate(name)).rejects.toMatchObject({ code: 'vault.not-found' })
    }
    await expect(vault.locate('a'.repeat(64))).rejects.toMatchObject({ code: 'vault.not-found' })
    await expect(vault.putFile(join(folder, 'absent'))).rejects.toMatchObject({ code: 'imports.not-found' })
    await symlink('/etc/hostname', join(folder, 'link'))
    await expect(vault.putFile(folder)).rejects.toMatchObject({ code: 'imports.not-a-file' })
  })
})

describe('verifyVault', () => {
  it('reports changed, missing and extra files, and nothing else', async () => {
    const vault = createVault(folder)
    const stored = await Promise.all(['one', 'two', 'three'].map((text) => vault.putBytes(Buffer.from(text))))
    const objects = createObjectList()
    for (const { hash, sizeBytes } of stored) objects.add({ hash, sizeBytes, isNew: false })
    expect(objects.settle()).toEqual({ objects: 3, bytes: 11 })
    const path = join(folder, 'vault')
    const gauge = sharedGauge()
    const threads = startHashThreads({ vault: path, memory: gauge.memory, isModest: false }, 2)
    expect(await verifyVault({ vault: path, objects, threads })).toEqual([])
    expect(gauge.bytes()).toBe(11)
    await chmod(stored[0]!.path, 0o644)
    await writeFile(stored[0]!.path, 'onf')
    await rm(stored[1]!.path)
    await writeFile(join(folder, 'vault', 'stray'), 'x')
    const damages = (await verifyVault({ vault: path, objects, threads })) ?? []
    const glance = (await verifyVault({ vault: path, objects, threads: null })) ?? []
    await threads.close()
    expect(glance.map(({ kind }) => kind)).toEqual(['object-missing', 'object-extra'])
    expect(damages.map(({ kind, hash }) => [kind, hash]).sort()).toEqual(
      [
        ['object-changed', stored[0]!.hash],
        ['object-missing', stored[1]!.hash],
        ['object-extra', undefined],
      ].sort(),
    )
  })
})
