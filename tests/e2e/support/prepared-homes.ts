import { cp, mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBrowserShell } from './browser-shell.ts'
import { enterShell, importLetter } from './shell-client.ts'

/**
 * A data folder that specs copy instead of building it themselves:
 * - `sample` is left by a first start: the sample archive, the welcome not yet closed;
 * - `letters` is the sample archive with two more letters, the welcome closed;
 * - `clinic` has an archive of three letters open, the welcome closed.
 */
export type PreparedHome = 'sample' | 'letters' | 'clinic'

const clinic = ['clinic.txt', 'The clinic was closed in September 2014, the letter says.'] as const
const freedom = ['آزادی.txt', 'هر کس حق دارد که از آزادی رفت و آمد بهره‌مند شود.'] as const
const movement = ['freedom.txt', 'Everyone has the right to freedom of movement and residence.'] as const

/** Builds all of them in a folder, through the product itself. */
export async function prepareHomes(folder: string): Promise<void> {
  await mkdir(folder)
  process.env['HOLDFAST_PREPARED_HOMES'] = folder
  const sample = join(folder, 'sample')
  const shell = await startBrowserShell(sample)
  await shell.end()
  await refuseOtherPaths(sample)
  await Promise.all([
    fill('letters', null, [clinic, freedom]),
    fill('clinic', 'Case of the clinic', [movement, freedom, clinic]),
  ])
}

/**
 * Copies a prepared data folder to a path that does not exist yet; for the product, the copy is the folder it created
 * there.
 */
export async function copyHome(name: PreparedHome, to: string): Promise<void> {
  const from = await realpath(join(process.env['HOLDFAST_PREPARED_HOMES']!, name))
  await cp(from, to, { recursive: true, preserveTimestamps: true })
  const there = await realpath(to)
  for (const file of await readdir(there)) {
    if (!file.endsWith('.json')) continue
    const text = await readFile(join(there, file), 'utf8')
    await writeFile(join(there, file), text.replaceAll(inJson(from), inJson(there)))
  }
}

async function fill(
  name: PreparedHome,
  title: string | null,
  letters: readonly (readonly [name: string, text: string])[],
): Promise<void> {
  const home = join(process.env['HOLDFAST_PREPARED_HOMES']!, name)
  await copyHome('sample', home)
  const shell = await startBrowserShell(home)
  const client = await enterShell(shell)
  await client.call('settings.edit', { welcomed: true })
  if (title !== null) await client.call('archive.create', { title })
  for (const letter of letters) await importLetter(client, ...letter)
  await shell.end()
}

/** Only the files next to the archives may contain their own path: `copyHome` corrects only those. */
async function refuseOtherPaths(home: string): Promise<void> {
  const path = inJson(await realpath(home))
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath === home) continue
    const file = join(entry.parentPath, entry.name)
    if ((await readFile(file, 'latin1')).includes(path)) throw new Error(`${file} names the folder it is in`)
  }
}

const inJson = (path: string): string => JSON.stringify(path).slice(1, -1)
