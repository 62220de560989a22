import type { Imports } from './read-imports.ts'

const react = [
  'react',
  'react-dom',
  'react-aria-components',
  'react-aria',
  'react-stately',
  'lucide-react',
  '@tanstack/react-virtual',
]
const notCore = ['electron', 'hono', '@hono/node-server', ...react]

interface Layer {
  /** Files of this layer; the first group, if any, is the part that must not import its neighbours. */
  readonly files: RegExp
  /** Files of the project that it may import; `$1` is its own part. */
  readonly may: readonly string[]
  /** Packages that it may import; those after a `!` are ones that it may not. */
  readonly packages: readonly string[]
}

/** Who may import whom; the first layer that matches a file is its layer. */
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
  { files: /^electron\/app-facts\.ts$/, may: ['electron/core/host/', 'package.json'], packages: ['node:'] },
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
  { files: /^renderer\/ui\//, may: ['renderer/ui/', 'shared/text/'], packages: react },
  { files: /^renderer\/shell\//, may: ['renderer/shell/', 'shared/'], packages: [] },
  { files: /^renderer\/messages\//, may: ['renderer/messages/', 'shared/'], packages: ['react'] },
  {
    files: /^renderer\/data\//,
    may: ['renderer/data/', 'renderer/shell/', 'renderer/messages/', 'shared/'],
    packages: [...react, 'zod'],
  },
  { files: /^renderer\//, may: ['renderer/', 'shared/'], packages: [...react, '@fontsource-variable/'] },
]

/** Every import that its layer does not allow, as `file → import`. */
export function findForbidden(imports: Imports): string[] {
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
