import { join, resolve } from 'node:path'
import { BrowserWindow, app, session } from 'electron'
import type { Host } from '../core/host/host.ts'
import { passUndoKeys } from './menu.ts'
import { handlePage } from './messages.ts'
import { pageOrigin, serveSchemes } from './protocols.ts'
import { restrictPages } from './restrictions.ts'
import { readWindowState, rememberWindowState } from './window-state.ts'

const preload = resolve(import.meta.dirname, '../preload/preload.cjs')

/** Opens the one window: a sandboxed page without Node, with the functions of the shell and nothing else. */
export function openWindow(host: Host, home: string, pageRoot: string): BrowserWindow {
  const stateFile = join(home, 'window.json')
  const { maximized, ...bounds } = readWindowState(stateFile) ?? {
    width: 1360,
    height: 860,
    maximized: false,
  }
  // Must run before any page exists, because each page gets its restrictions when it is created.
  restrictPages(session.defaultSession)
  serveSchemes(session.defaultSession, host, pageRoot)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 640,
    minHeight: 480,
    title: 'Holdfast',
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  rememberWindowState(window, stateFile)
  passUndoKeys(window.webContents)
  handlePage(window, host, pageAddress())
  window.once('ready-to-show', () => (maximized ? window.maximize() : window.show()))
  window.loadURL(pageAddress()).catch((error: unknown) => {
    // A window that is closed while it loads is not a failure.
    if (!window.isDestroyed()) console.error(error)
  })
  return window
}

/** Returns the address of the built page, or that of the development server during development. */
function pageAddress(): string {
  const developed = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  return developed ?? `${pageOrigin}/`
}
