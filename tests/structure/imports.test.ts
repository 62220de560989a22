import { describe, expect, it } from 'vitest'
import { findCycle, findFolderCycles } from './cycles.ts'
import { findForbidden } from './layers.ts'
import { importsOf, readImports, readSources, type Imports } from './read-imports.ts'
import { findDisallowed, findUnused, houses } from './wings.ts'

const imports = readImports(readSources())
const [core] = houses

describe('imports', () => {
  it('are those that the layers allow', () => {
    expect(imports.size).toBeGreaterThan(500)
    expect(findForbidden(imports)).toEqual([])
  })

  it.each(houses)('in $folder are those that its table allows', (house) => {
    expect(findDisallowed(imports, house)).toEqual([])
    expect(findUnused(imports, house)).toEqual([])
  })

  it('form no cycle of files, types included', () => {
    expect(findCycle(imports)).toBeNull()
  })

  it('form no cycle of folders, at any level, types included', () => {
    expect(findFolderCycles(imports)).toEqual([])
  })
})

describe('the core', () => {
  it('has only wings: no file is directly in it', () => {
    expect([...imports.keys()].filter((file) => /^electron\/core\/[^/]+$/.test(file))).toEqual([])
  })
})

describe('an import is refused', () => {
  it.each([
    ['renderer/features/tags/pane.tsx', `import { Row } from '../library/row.tsx'`],
    ['electron/core/vault/put.ts', `import { app } from 'electron'`],
    ['electron/cli/run/run.ts', `import { Hono } from 'hono'`],
    ['electron/cli/commands/checking.ts', `import { verify } from '../../core/verification/verify.ts'`],
    ['electron/serve/object.ts', `import type { Archive } from '../core/archive/archive.ts'`],
    ['electron/desktop/run.ts', `import { startServer } from '../loopback/server.ts'`],
    ['shared/dates.ts', `import { readFile } from 'node:fs/promises'`],
    ['shared/dates.ts', `export * from '../renderer/main.tsx'`],
    ['renderer/ui/button.tsx', `const late = import(\n  '../data/use-query.ts')`],
    ['somewhere/else.ts', `import 'zod'`],
  ])('by its layer: %s, %s', (file, text) => {
    expect(findForbidden(read(file, text))).toHaveLength(1)
  })

  it.each([
    ['imports/run.ts', `import type { Archive } from '../archive/archive.ts'`],
    ['custody/sign.ts', `import { verifyArchive } from '../verification/verify-archive.ts'`],
    ['handlers/records.ts', `import { openStore } from '../store/store.ts'`],
    ['archive/archive.ts', `import type {\n  Handler,\n} from '../handlers/handler.ts'`],
    ['notes/note.ts', `import { put } from '../vault/put.ts'`],
    ['notes/note.ts', `import { mark } from '../marks/mark.ts'`],
    ['history/undo.ts', `import { note } from '../notes/note.ts'`],
    ['loose.ts', `import { z } from 'zod'`],
  ])('by the wings: %s, %s', (file, text) => {
    expect(findDisallowed(read(`electron/core/${file}`, text), core!)).toHaveLength(1)
  })

  it.each([
    ['store/notes/note.ts', `import { z } from 'zod'`],
    ['store/ledger/line.ts', `import { note } from '../notes/note.ts'`],
  ])('by the parts of a wing, which all have a row: %s, %s', (file, text) => {
    const store = houses.find(({ folder }) => folder === 'electron/core/store/')
    expect(findDisallowed(read(`electron/core/${file}`, text), store!)).toHaveLength(1)
  })

  it('when it closes a cycle of files, even by a type', () => {
    const cycle = new Map([
      ...read('shared/a.ts', `import { b } from './b.ts'`),
      ...read('shared/b.ts', `import type { C } from './c.ts'`),
      ...read('shared/c.ts', `export { type A } from './a.ts'`),
    ])
    expect(findCycle(cycle)).toEqual(['shared/a.ts', 'shared/b.ts', 'shared/c.ts', 'shared/a.ts'])
  })

  it('when it closes a cycle of folders whose files form none', () => {
    const cycle = new Map([
      ...read('shared/x/low/a.ts', `import type { B } from '../high/b.ts'`),
      ...read('shared/x/high/b.ts', ''),
      ...read('shared/x/high/c.ts', `import { d } from '../low/d.ts'`),
      ...read('shared/x/low/d.ts', ''),
    ])
    expect(findCycle(cycle)).toBeNull()
    expect(findFolderCycles(cycle)).toEqual(['shared/x/: low → high → low'])
  })

  it('when a folder imports from the folder above it', () => {
    const cycle = new Map([
      ...read('shared/x/top.ts', `import { a } from './low/a.ts'`),
      ...read('shared/x/low/b.ts', `import type { Base } from '../base.ts'`),
    ])
    expect(findFolderCycles(cycle)).toEqual(['shared/x/: (own files) → low → (own files)'])
  })
})

describe('a wing without a row', () => {
  it.each([
    ['notes/note.ts', `import type { Store } from '../store/store.ts'`],
    ['archive/create-services.ts', `import { createNotes } from '../notes/note.ts'`],
    ['host/handlers-of.ts', `import { createNotes } from '../notes/note.ts'`],
  ])('may use the store, and may be used by some wings: %s, %s', (file, text) => {
    expect(findDisallowed(read(`electron/core/${file}`, text), core!)).toEqual([])
  })
})

function read(file: string, text: string): Imports {
  return new Map([[file, importsOf(file, text)]])
}
