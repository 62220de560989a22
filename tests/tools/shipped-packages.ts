import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

// Programs of the project run in its folder; the build configuration is bundled and is somewhere else while it runs.
const root = process.cwd()

export interface LockedPackage {
  readonly dev?: boolean
  readonly link?: boolean
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
}

/** Every package that the lockfile names, by the path where it is installed. */
export function lockedPackages(): Readonly<Record<string, LockedPackage>> {
  const lock = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  // The first entry is the project itself.
  return Object.fromEntries(Object.entries(lock.packages).filter(([path]) => path !== ''))
}

/** A package that ships with Holdfast; `folder` contains its licence. */
export interface ShippedPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly folder: string
}

/** Every package that ships, sorted by name: what is needed at run time, and Electron, the program around it. */
export function shippedPackages(): ShippedPackage[] {
  return Object.entries(lockedPackages())
    .filter(([path, { dev }]) => !dev || path === 'node_modules/electron')
    .map(([path, { version = '', license = 'see its licence' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
      folder: resolve(root, path),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}
