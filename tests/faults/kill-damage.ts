import { appendFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mergePhase } from './kill-moments.ts'
import type { SeenState } from './kill-protocol.ts'

/** Damage to a file that a power cut could cause, and the kind of repair that must be reported for it. */
export interface InflictedDamage {
  readonly what: string
  readonly kind: string
}

/** Damages a random file of an archive; of the ledgers only that of the device. */
export async function inflictDamage(
  archive: string,
  device: string,
  random: () => number,
): Promise<InflictedDamage | null> {
  const pick = async (folder: string, ending: string): Promise<string | null> => {
    const names = await readdir(join(archive, folder), { recursive: true }).catch(() => [])
    const fitting = names.filter((name) => name.endsWith(ending))
    const name = fitting[Math.floor(random() * fitting.length)]
    return name ? join(archive, folder, name) : null
  }
  const cut = async (path: string) => await truncate(path, Math.floor(random() * (await stat(path)).size))
  const roll = random()
  if (roll < 0.4) {
    const path = (await ledgerFiles(join(archive, 'ledger', device))).at(-1)
    const lines = path ? (await readFile(path, 'utf8')).split('\n') : []
    if (!path || lines.length < 2) return null
    // A line that the kill tore counts as the damage.
    if (lines.at(-1) !== '') return { what: 'a torn line', kind: 'ledger-tail' }
    await appendFile(path, lines.at(-2)!.slice(0, 1 + Math.floor(random() * 80)))
    return { what: 'a torn line', kind: 'ledger-tail' }
  }
  if (roll < 0.6) {
    const path = (await isToBeFolded(archive, device)) ? null : await pick('catalogue/records', '.json')
    if (path) await cut(path)
    return path === null ? null : { what: `a torn shard ${path}`, kind: 'catalogue-shard' }
  }
  if (roll < 0.7) {
    const path = await pick('catalogue', 'head.json')
    if (path) await writeFile(path, '\0'.repeat(100))
    return path === null ? null : { what: 'an empty head', kind: 'catalogue' }
  }
  if (roll < 0.9) {
    const path = await pick('cache/search', random() < 0.5 ? '.segment' : 'manifest.json')
    if (path) await cut(path)
    // A segment that the manifest does not name yet is no damage.
    return path && path.endsWith('.json') ? { what: `a torn ${path}`, kind: 'index' } : null
  }
  const path = await pick('cache/text', '.json')
  if (path) await cut(path)
  return null
}

/** Whether an opened archive reports it. */
export const isReported = (damage: InflictedDamage, { repairs }: SeenState): boolean =>
  repairs.some(
    ({ kind }) => kind === damage.kind || (damage.kind === 'catalogue-shard' && kind === 'catalogue'),
  )

// After a merge the catalogue is rebuilt, and its old files are not read.
async function isToBeFolded(archive: string, device: string): Promise<boolean> {
  if (mergePhase(archive, []) !== null) return true
  const head = await readFile(join(archive, 'catalogue', 'head.json'), 'utf8').catch(() => '{"covers":{}}')
  const { covers } = JSON.parse(head) as { covers: Record<string, { seq: number }> } // a kill leaves it intact
  const devices = await readdir(join(archive, 'ledger'))
  for (const other of devices.filter((name) => name !== device))
    if ((await countLines(join(archive, 'ledger', other))) > (covers[other]?.seq ?? 0)) return true
  return covers[device] === undefined
}

async function countLines(folder: string): Promise<number> {
  const texts = await Promise.all((await ledgerFiles(folder)).map((path) => readFile(path, 'utf8')))
  return texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0)
}

async function ledgerFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name))
}
