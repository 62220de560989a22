import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bannedWordings } from './words/banned-words.ts'
import { readProse } from './words/read-prose.ts'

const root = resolve(import.meta.dirname, '..')
const folders = ['bench', 'docs', 'electron', 'renderer', 'shared', 'tests']

const files = [
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ),
  ...readdirSync(root),
]
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.(tsx?|css|md)$/.test(path))

function complaintsAbout(path: string, content = readFileSync(join(root, path), 'utf8')): string[] {
  return readProse(path, content).flatMap(({ text, line }) =>
    bannedWordings.flatMap(({ pattern, instead }) => {
      const [found] = pattern.exec(text) ?? []
      return found === undefined ? [] : [`${path}:${line} “${found.trim()}” → ${instead}`]
    }),
  )
}

describe('the wording', () => {
  it('is plain English with the terms of docs/terms.md', () => {
    expect(files.length).toBeGreaterThan(500)
    expect(files.flatMap((path) => complaintsAbout(path))).toEqual([])
  })
})

describe('the check of the wording', () => {
  it.each([
    ['electron/a.ts', '/** Is made\n * anew. */', '1'],
    ['electron/a.ts', 'const a = 1\n// The lines\n// behind it are replayed.', '2'],
    ['electron/a.test.ts', "\n\nit('is told of a change', () => {})", '3'],
    ['electron/a.test.ts', "it.each(['a'])('goes on', () => {})", '1'],
    ['renderer/messages/en/a.ts', 'export const a = { b: (n: number) => `Taken back: ${n}` }', '1'],
    ['shared/messages.ts', "export const a = { b: 'A drive stands in the way.' }", '1'],
    ['shared/contract/a.ts', "const a = method('Answers when it is whole.', b, c)", '1'],
    ['renderer/a.css', 'a {\n}\n/* Stands beside\n   the text. */', '3'],
    ['docs/a.md', '# A\n\nThe file lies\nthere.', '3'],
  ])('finds what %s says in %j', (path, content, line) => {
    const [complaint] = complaintsAbout(path, content)
    expect(complaint).toMatch(new RegExp(`^${path}:${line} `))
  })

  it.each([
    ['electron/a.ts', "const lies = 'anew' // A stands for the `whole`."],
    ['electron/a.test.ts', "it.each(['reckoned'])('reads %s', () => {})"],
    ['docs/a.md', 'Written in full, as `laid`.\n\n```\nit lies there\n```\n'],
    ['docs/a.md', 'The whole archive is behind the ledger; a whole number is told apart from it.'],
  ])('finds nothing in %s with %j', (path, content) => {
    expect(complaintsAbout(path, content)).toEqual([])
  })
})
