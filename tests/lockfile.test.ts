import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockedPackages, shippedPackages } from './tools/shipped-packages.ts'

const root = resolve(import.meta.dirname, '..')
const locked = Object.entries(lockedPackages())
const explained = readFileSync(
  resolve(root, 'docs/decisions/077-install-scripts-are-named-one-by-one.md'),
  'utf8',
)
const project = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

describe('the lockfile', () => {
  it('names every package by its hash, and fetches none from outside the registry', () => {
    for (const [path, { integrity, resolved, link }] of locked) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-[\w+/]{86}==$/)])
      // Without an address npm fetches from the registry; other bytes than these are refused.
      expect([path, resolved ?? 'registry']).toEqual([
        path,
        expect.stringMatching(/^registry$|^https:\/\/registry\.npmjs\.org\//),
      ])
      expect([path, link ?? false]).toEqual([path, false])
    }
  })

  it('lets no package run anything on installation, except those that were decided upon and explained', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript)
    const names = scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13))
    expect(names.toSorted()).toEqual(Object.keys(project.allowScripts).toSorted())
    for (const name of names) expect(explained).toContain(`\`${name}\``)
  })

  it('names each package in the list of dependencies, with its reason and licence', () => {
    const listed = readFileSync(resolve(root, 'docs/decisions/dependencies.md'), 'utf8').replace(
      /(@[\w-]+\/[\w-]*)\{([^}]+)\}/g,
      (_, scope: string, names: string) =>
        names
          .split(',')
          .map((name) => scope + name.trim())
          .join(' '),
    )
    for (const name of Object.keys({ ...project.dependencies, ...project.devDependencies }))
      if (!name.startsWith('@types/')) expect(listed.split(/[\s,|()]+/)).toContain(name)
  })

  it('holds exact versions, so that an install is the same tomorrow', () => {
    for (const [name, version] of Object.entries({ ...project.dependencies, ...project.devDependencies }))
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)])
  })
})

describe('what ships', () => {
  it('has only licences that are compatible with the AGPL', () => {
    const fitting =
      /^(?:MIT|MIT-0|ISC|0BSD|BSD|BSD-[23]-Clause|Apache-2\.0|OFL-1\.1|BlueOak-1\.0\.0|Unlicense|Zlib|Python-2\.0)$/
    for (const { name, licence } of shippedPackages()) {
      const choices = licence.replaceAll(/[()]/g, '').split(/ (?:OR|AND) /)
      expect([name, licence, choices.some((each) => fitting.test(each))]).toEqual([name, licence, true])
    }
  })
})
