import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { shippedPackages } from './shipped-packages.ts'

// `npm run package` runs this: collects the licences of everything that ships in one file next to the program.

const shipped = shippedPackages()
const notices = shipped.map(
  ({ name, version, licence, folder }) => `${name} ${version} (${licence})\n\n${licenceText(folder)}`,
)
const out = resolve(import.meta.dirname, '../../out/THIRD-PARTY-LICENCES.txt')
writeFileSync(out, notices.join(`\n\n${'─'.repeat(80)}\n\n`))
console.log(`The licences of ${shipped.length} packages are in out/THIRD-PARTY-LICENCES.txt`)

function licenceText(folder: string): string {
  const files = safely(() => readdirSync(folder)) ?? []
  const texts = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  return texts
    .map((file) => (safely(() => readFileSync(join(folder, file), 'utf8')) ?? '').trim())
    .join('\n\n')
}

/** An optional package of another platform is in the lockfile without being installed. */
function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
