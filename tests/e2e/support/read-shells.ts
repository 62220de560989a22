import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect } from '@playwright/test'
import { startBrowserShell, type BrowserShell } from './browser-shell.ts'
import { copyHome, type PreparedHome } from './prepared-homes.ts'
import { enterShell, type ShellClient } from './shell-client.ts'
import { withTempFolder } from './temp-folder.ts'

/** A running browser shell whose data nobody changes. */
interface ReadShell {
  readonly shell: BrowserShell
  readonly client: ShellClient
  /** Fails if a file with data is not as it was when the shell was opened. */
  expectUnchanged(): Promise<void>
}

/** The shell on a copy of a prepared data folder, started on first use. */
export type OpenReadShell = (name: PreparedHome) => Promise<ReadShell>

/** Runs `use` with the shells for specs that only read, and ends those that were started. */
export async function withReadShells(use: (open: OpenReadShell) => Promise<void>): Promise<void> {
  await withTempFolder(async (folder) => {
    const opened = new Map<PreparedHome, Promise<ReadShell>>()
    await use((name) => {
      const shell = opened.get(name) ?? openReadShell(name, join(folder, name))
      opened.set(name, shell)
      return shell
    })
    for (const { shell } of await Promise.all(opened.values())) await shell.end()
  })
}

async function openReadShell(name: PreparedHome, home: string): Promise<ReadShell> {
  await copyHome(name, home)
  const shell = await startBrowserShell(home)
  const client = await enterShell(shell)
  const before = await hashesIn(home)
  return {
    shell,
    client,
    expectUnchanged: async () =>
      expect(await hashesIn(home), 'a spec that only reads changed the data folder').toEqual(before),
  }
}

/** Derived from the data, or from the process that has it open. */
const derived = /(?:^|[/\\])(?:cache|catalogue|lock)(?:$|[/\\])/

async function hashesIn(home: string): Promise<Record<string, string>> {
  const entries = await readdir(home, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !derived.test(relative(home, file)))
  const hashes = files.map(async (file) => [
    relative(home, file),
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  ])
  return Object.fromEntries(await Promise.all(hashes))
}
