import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const react = [
  'react',
  'react-dom',
  'react-aria-components',
  'react-aria',
  'lucide-react',
  '@tanstack/react-virtual',
]
const notCore = ['electron', 'hono', '@hono/node-server', ...react]

interface Layer {
  /** Files this layer is made of; the first group, if any, is the part that stays apart from its neighbours. */
  readonly files: RegExp
  /** Files of the project that it may import, `$1` standing for its own part. */
  readonly may: readonly string[]
  /** Packages that it may import; a `!` list names those that it may not. */
  readonly packages: readonly string[]
}

/** Who may import whom; the first layer that fits a file is its layer. */
const layers: readonly Layer[] = [
  { files: /^shared\//, may: ['shared/'], packages: ['zod'] },
  { files: /^electron\/core\//, may: ['electron/core/', 'shared/'], packages: ['node:', '!', ...notCore] },
  {
    files: /^electron\/serve\//,
    may: ['electron/serve/', 'electron/core/host/', 'shared/'],
    packages: ['node:'],
  },
  {
    files: /^electron\/desktop\//,
    may: ['electron/desktop/', 'electron/serve/', 'electron/core/host/', 'shared/'],
    packages: ['node:', 'zod', 'electron'],
  },
  {
    files: /^electron\/loopback\//,
    may: ['electron/loopback/', 'electron/serve/', 'electron/core/host/', 'shared/'],
    packages: ['node:', 'zod', 'hono', '@hono/node-server'],
  },
  {
    files: /^electron\/cli\//,
    may: ['electron/cli/', 'electron/core/host/', 'shared/'],
    packages: ['node:', 'zod'],
  },
  { files: /^electron\/preload\.ts$/, may: ['electron/desktop/channels.ts'], packages: ['electron'] },
  {
    files: /^electron\/main\.ts$/,
    may: ['electron/desktop/', 'electron/app-facts.ts'],
    packages: ['electron'],
  },
  {
    files: /^electron\/app-facts\.ts$/,
    may: ['electron/core/host/', 'package.json'],
    packages: ['node:'],
  },
  {
    files: /^electron\/[^/]+$/,
    may: ['electron/desktop/find-runtime.ts', 'electron/loopback/', 'electron/cli/', 'electron/app-facts.ts'],
    packages: ['node:'],
  },
  {
    files: /^renderer\/features\/([^/]+)\//,
    may: [
      'renderer/features/$1/',
      'renderer/data/',
      'renderer/ui/',
      'renderer/shell/',
      'renderer/messages/',
      'shared/',
    ],
    packages: [...react, 'zod', 'fuse.js'],
  },
  { files: /^renderer\/ui\//, may: ['renderer/ui/'], packages: react },
  { files: /^renderer\/shell\//, may: ['renderer/shell/', 'shared/'], packages: [] },
  { files: /^renderer\/messages\//, may: ['renderer/messages/', 'shared/'], packages: ['react'] },
  {
    files: /^renderer\/data\//,
    may: ['renderer/data/', 'renderer/shell/', 'renderer/messages/', 'shared/'],
    packages: [...react, 'zod'],
  },
  { files: /^renderer\//, may: ['renderer/', 'shared/'], packages: [...react, '@fontsource-variable/'] },
]

type Imports = ReadonlyMap<string, readonly string[]>

/** Every import that its layer does not allow, as `file → import`. */
function findForbidden(imports: Imports): string[] {
  return [...imports].flatMap(([file, targets]) =>
    targets.filter((target) => !isAllowed(file, target)).map((target) => `${file} → ${target}`),
  )
}

function isAllowed(file: string, target: string): boolean {
  const layer = layers.find(({ files }) => files.test(file))
  if (!layer) return false
  const part = layer.files.exec(file)?.[1] ?? ''
  if (/^(electron|renderer|shared)\/|^package\.json$/.test(target))
    return layer.may.some((path) => target.startsWith(path.replace('$1', part)))
  const [allowed, refused] = split(layer.packages)
  const named = (names: readonly string[]) =>
    names.some((name) => target === name || target.startsWith(/[:/]$/.test(name) ? name : `${name}/`))
  return refused ? !named(refused) : named(allowed)
}

function split(packages: readonly string[]): [readonly string[], readonly string[] | null] {
  const at = packages.indexOf('!')
  return at === -1 ? [packages, null] : [packages.slice(0, at), packages.slice(at + 1)]
}

/** The first way found that leads from a file back to itself. */
function findCycle(imports: Imports): readonly string[] | null {
  const done = new Set<string>()
  const walk = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (done.has(file)) return null
    for (const target of imports.get(file) ?? []) {
      const cycle = walk(target, [...way, file])
      if (cycle) return cycle
    }
    done.add(file)
    return null
  }
  for (const file of imports.keys()) {
    const cycle = walk(file, [])
    if (cycle) return cycle
  }
  return null
}

/** The imports of every file; without `types` only those that are still there when it runs. */
function readImports(types: boolean): Imports {
  const files = ['electron', 'renderer', 'shared']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${path}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'), types)]))
}

function importsOf(file: string, text: string, types = true): string[] {
  const kept = types ? text : text.replace(/^(import|export) type .*$/gm, '')
  const found = kept.matchAll(
    /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
  )
  return [...found].map(([, fixed, dynamic]) => {
    const target = (fixed ?? dynamic)!.replace(/\?.*$/, '')
    return target.startsWith('.') ? join(dirname(file), target) : target
  })
}

describe('imports', () => {
  it('are those that the layers allow', () => {
    const imports = readImports(true)
    expect(imports.size).toBeGreaterThan(50)
    expect(findForbidden(imports)).toEqual([])
  })

  it('lead nowhere back to themselves', () => {
    expect(findCycle(readImports(false))).toBeNull()
  })

  it.each([
    ['renderer/features/tags/pane.tsx', `import { Row } from '../library/row.tsx'`],
    ['electron/core/vault/put.ts', `import { app } from 'electron'`],
    ['electron/cli/run.ts', `import { Hono } from 'hono'`],
    ['electron/desktop/run.ts', `import { startServer } from '../loopback/server.ts'`],
    ['shared/dates.ts', `import { readFile } from 'node:fs/promises'`],
    ['shared/dates.ts', `export * from '../renderer/main.tsx'`],
    ['renderer/ui/button.tsx', `const late = import(\n  '../data/use-query.ts')`],
    ['somewhere/else.ts', `import 'zod'`],
  ])('are refused where they must be: %s, %s', (file, text) => {
    expect(findForbidden(new Map([[file, importsOf(file, text)]]))).toHaveLength(1)
  })

  it('are refused where they close a circle', () => {
    const circle: Imports = new Map([
      ['shared/a.ts', ['shared/b.ts']],
      ['shared/b.ts', ['shared/c.ts']],
      ['shared/c.ts', ['shared/a.ts']],
    ])
    expect(findCycle(circle)).toEqual(['shared/a.ts', 'shared/b.ts', 'shared/c.ts', 'shared/a.ts'])
  })
})
