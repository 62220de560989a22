import { join } from 'node:path'
import { startBrowserShell, type BrowserShell } from './browser-shell.ts'
import { copyHome } from './prepared-homes.ts'
import { enterShell, type ShellClient } from './shell-client.ts'
import { withTempFolder } from './temp-folder.ts'

/** A running browser shell in which one spec after another works, each in a new archive. */
export interface WorkShell {
  readonly shell: BrowserShell
  readonly client: ShellClient
}

/** Runs `use` with a function that returns the shell, which starts when it is first needed, and ends it afterwards. */
export async function withWorkShell(use: (open: () => Promise<WorkShell>) => Promise<void>): Promise<void> {
  await withTempFolder(async (folder) => {
    let opened: Promise<WorkShell> | null = null
    await use(() => (opened ??= openWorkShell(join(folder, 'home'))))
    await (await (opened as Promise<WorkShell> | null))?.shell.end()
  })
}

async function openWorkShell(home: string): Promise<WorkShell> {
  await copyHome('letters', home)
  const shell = await startBrowserShell(home)
  return { shell, client: await enterShell(shell) }
}
