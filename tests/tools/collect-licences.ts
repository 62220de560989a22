import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

// `npm run package` runs this: the licences of everything that ships, in one file beside the program.

const root = resolve(import.meta.dirname, '../..')

interface Locked {
  readonly dev?: boolean
  readonly version?: string
  readonly license?: string
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}

const shipped = Object.entries(lock.packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .sort(([a], [b]) => (a < b ? -1 : 1))
const notices = shipped.map(([path, { version, license }]) => {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return `${name} ${version} (${license ?? 'see its licence'})\n\n${licenceText(join(root, path))}`
})
writeFileSync(join(root, 'out', 'THIRD-PARTY-LICENCES.txt'), notices.join(`\n\n${'─'.repeat(80)}\n\n`))
console.log(`The licences of ${shipped.length} packages are in out/THIRD-PARTY-LICENCES.txt`)

function licenceText(folder: string): string {
  const files = safely(() => readdirSync(folder)) ?? []
  const texts = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  return texts
    .map((file) => (safely(() => readFileSync(join(folder, file), 'utf8')) ?? '').trim())
    .join('\n\n')
}

/** An optional package of another platform is in the lockfile without being here. */
function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
