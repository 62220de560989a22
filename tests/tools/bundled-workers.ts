import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { normalizePath, type Plugin } from 'vite'
import { buildWorkers, root } from './build-workers.ts'

const folder = join(root, 'out/test-workers')
const core = join(root, 'electron/core')
/**
 * Programs that only tests run: processes that are killed, a thread of the runner's test, the host that serves a
 * window.
 */
const children = globSync(
  [
    'tests/flows/*-child.ts',
    'electron/core/threads/testing/*-thread.ts',
    'tests/e2e/support/desktop-host.ts',
    'tests/faults/kill-child.ts',
    'tests/hostile/shell-child.ts',
  ],
  { cwd: root },
).map((path) => join(root, path))

/**
 * Ensures before the tests that the worker threads and child programs are built from the current sources, and sets
 * HOLDFAST_TEST_WORKERS to their location. From source, each thread would strip types with Node's WebAssembly module,
 * and V8 can end a process in which many threads start and end with WebAssembly (nodejs/node#64500).
 */
export async function setup(): Promise<void> {
  // Tests start hundreds of threads and processes; the cache spares each of them compiling the same modules.
  const built = join(folder, hashSources())
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'out/test-compiled')
  process.env['HOLDFAST_TEST_WORKERS'] = pathToFileURL(join(built, 'worker-url.js')).href
  if (existsSync(built)) return
  // Two runs may build at once; the one that finishes first is kept.
  const fresh = `${built}.${process.pid}`
  const programs = children.map((path) => [basename(path, '.ts'), path] as const)
  await buildWorkers(fresh, Object.fromEntries(programs))
  try {
    renameSync(fresh, built)
  } catch (cause) {
    rmSync(fresh, { recursive: true })
    if (!existsSync(built)) throw cause
  }
  removeOld(built)
}

/** A hash of what the built files depend on: the sources, and the packages of the lockfile. */
function hashSources(): string {
  const sources = globSync(['electron/*.ts', 'electron/{core,cli,loopback}/**/*.ts', 'shared/**/*.ts'], {
    cwd: root,
  })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => join(root, path))
  const hash = createHash('sha256')
  for (const path of [...sources.sort(), ...children, import.meta.filename, join(root, 'package-lock.json')])
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Removes what was built from earlier states of the sources, except what a parallel run may still use. */
function removeOld(built: string): void {
  mkdirSync(folder, { recursive: true })
  const anHourAgo = Date.now() - 3_600_000
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (path !== built && statSync(path).mtimeMs < anHourAgo) rmSync(path, { recursive: true, force: true })
  }
}

/** Makes the module that locates the workers name the built ones. */
export function bundledWorkers(): Plugin {
  const module = normalizePath(join(core, 'threads/worker-url.ts'))
  return {
    name: 'bundled-workers',
    enforce: 'pre',
    transform: (code, id) =>
      id === module ? code.replaceAll('import.meta.url', "process.env['HOLDFAST_TEST_WORKERS']") : undefined,
  }
}
