import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { app } from 'electron'
import type { Host } from '../core/host/host.ts'
import { createHost } from '../core/host/host.ts'
import { setMenu } from './menu.ts'
import { registerSchemes } from './protocols.ts'
import { refuseSwitches } from './refuse-switches.ts'
import { startUtilityProcess } from './utility-process.ts'
import { openWindow } from './window.ts'

/** Runs the desktop app: one instance per data folder, with one window, and shuts both down cleanly. */
export async function runDesktop(facts: Parameters<typeof createHost>[0], pageRoot: string): Promise<void> {
  if (refuseSwitches()) return
  mkdirSync(facts.home, { recursive: true, mode: 0o700 })
  // The single-instance lock and Chromium's own files are in the data folder, so another folder is another app.
  app.setPath('userData', join(facts.home, 'window'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  registerSchemes()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  app.on('window-all-closed', () => app.quit())
  await app.whenReady()
  setMenu()
  const host = await createHost({ ...resourcesOf(facts), startProcess: startUtilityProcess })
  closeBeforeQuit(host)
  focusOnSecondStart(openWindow(host, facts.home, pageRoot))
}

function resourcesOf(facts: Parameters<typeof createHost>[0]): Parameters<typeof createHost>[0] {
  return app.isPackaged ? { ...facts, resources: join(process.resourcesPath, 'resources') } : facts
}

/** The app exits only after every change is on disk. */
function closeBeforeQuit(host: Host): void {
  let closing: Promise<void> | null = null
  app.on('will-quit', (event) => {
    event.preventDefault()
    closing ??= host.close().then(
      () => app.exit(0),
      (error: unknown) => {
        console.error(error)
        app.exit(1)
      },
    )
  })
}

function focusOnSecondStart(window: BrowserWindow): void {
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}
