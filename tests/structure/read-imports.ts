import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * What each file of the project imports, types included: paths relative to the project's root, and names of packages.
 */
export type Imports = ReadonlyMap<string, readonly string[]>

const root = resolve(import.meta.dirname, '../..')

/** Every source file of the product with its text, without tests. */
export function readSources(suffix = /\.tsx?$/): Map<string, string> {
  const files = ['electron', 'renderer', 'shared']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${path}`),
    )
    .filter((file) => suffix.test(file) && !/\.test\.tsx?$/.test(file))
    .sort()
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
}

/** The imports of these sources. */
export function readImports(sources: ReadonlyMap<string, string>): Imports {
  return new Map([...sources].map(([file, text]) => [file, importsOf(file, text)]))
}

const IMPORT =
  /^(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\btypeof import\(\s*['"]([^'"]+)['"]/gm

/** What one file imports: static, dynamic, and of types only. */
export function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, ...found]) => {
    const target = found.find((each) => each !== undefined)!.replace(/\?.*$/, '')
    return target.startsWith('.') ? join(dirname(file), target) : target
  })
}
