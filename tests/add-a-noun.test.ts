import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const patch = resolve(root, 'docs/how-to/add-a-noun.patch')
const touched = [
  ...readFileSync(patch, 'utf8').matchAll(/^diff --git a\/(\S+) b\/\S+\n(new file mode)?/gm),
].map(([, file, isNew]) => ({ file: file!, isNew: isNew !== undefined }))

describe('the patch that adds a noun', () => {
  it('applies to these files', () => {
    execFileSync('git', ['apply', '--check', patch], { cwd: root, stdio: 'pipe' })
  })

  it('touches at most eight files, of which at most three exist already', () => {
    expect(touched.length).toBeGreaterThan(3)
    expect(touched.length).toBeLessThanOrEqual(8)
    expect(touched.filter(({ isNew }) => !isNew).length).toBeLessThanOrEqual(3)
  })

  it('touches the files that the guide lists', () => {
    const guide = readFileSync(resolve(root, 'docs/how-to/add-a-noun.md'), 'utf8')
    const listed = [...guide.matchAll(/^\| `([a-z][^`]*\.tsx?)`/gm)].map(([, path]) => path)
    const named = (path: string) =>
      path.replaceAll('bookmarks.command', '<name>.command').replaceAll('bookmarks', '<noun>')
    expect(touched.map(({ file }) => named(file)).sort()).toEqual(listed.sort())
  })
})
