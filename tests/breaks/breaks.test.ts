import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parts } from '../deep/parts.ts'
import { breaks } from './breaks.ts'
import { root } from './checkout.ts'
import { breaksTable } from './table.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('the deliberate breaks', () => {
  it.each(breaks)('“$name” still applies to the source', ({ file, from, to, test }) => {
    expect(read(file).split(from)).toHaveLength(2)
    expect(to).not.toBe(from)
    expect(existsSync(join(root, test))).toBe(true)
  })

  it('are at least 25, have unique names, and name parts of test:deep', () => {
    expect(new Set(breaks.map(({ name }) => name)).size).toBe(breaks.length)
    expect(breaks.length).toBeGreaterThanOrEqual(25)
    const known = [...parts.map(({ name }) => name), 'flows']
    for (const { sweep } of breaks) expect(known).toContain(sweep)
  })

  it('are listed in docs/testing.md as they are', () => {
    const [, table] = /<!-- breaks -->([^]*)<!-- \/breaks -->/.exec(read('docs/testing.md')) ?? []
    expect(table?.trim()).toBe(breaksTable(breaks))
  })
})

describe('the parts of test:deep', () => {
  it.each(parts)('“$name” names test files that exist', ({ files }) => {
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true)
  })
})
