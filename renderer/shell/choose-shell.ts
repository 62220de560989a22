import type { DesktopBridge } from './electron-shell.ts'
import { createElectronShell } from './electron-shell.ts'
import { createHttpShell } from './http-shell.ts'
import type { Shell } from './shell.ts'

/** The shell of the door that this page was opened through. */
export function chooseShell(): Shell {
  // Only the desktop's preload script puts this name on the page.
  const bridge = (globalThis as { holdfast?: DesktopBridge }).holdfast
  return bridge ? createElectronShell(bridge) : createHttpShell()
}
