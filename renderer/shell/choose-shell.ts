import type { DesktopBridge } from './electron-shell.ts'
import { createElectronShell } from './electron-shell.ts'
import { createHttpShell } from './http-shell.ts'
import { findPageKey } from './page-key.ts'
import type { Shell } from './shell.ts'

/** The shell of the door that this page was opened through; null in a browser that may not use it. */
export async function chooseShell(): Promise<Shell | null> {
  // Only the desktop's preload script puts this name on the page.
  const bridge = (globalThis as { holdfast?: DesktopBridge }).holdfast
  if (bridge) return createElectronShell(bridge)
  const key = await findPageKey()
  return key === null ? null : createHttpShell(key)
}
