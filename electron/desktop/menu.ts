import type { MenuItemConstructorOptions, WebContents } from 'electron'
import { BrowserWindow, Menu, app } from 'electron'

const isMac = process.platform === 'darwin'

/**
 * Sets the application menu. Undo and redo are sent to the page as keys, because the page keeps the history of the
 * archive.
 */
export function setMenu(): void {
  const menus: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : [{ label: '&File', submenu: [{ role: 'quit' as const }] }]),
    { label: '&Edit', submenu: editItems() },
    { label: '&View', submenu: viewItems() },
    { role: 'windowMenu' },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(menus))
}

/** Lets the page handle the undo and redo keys first, even on systems where the menu would get them. */
export function passUndoKeys(page: WebContents): void {
  page.on('before-input-event', (_, input) => {
    const isUndo = (input.control || input.meta) && ['z', 'y'].includes(input.key.toLowerCase())
    page.setIgnoreMenuShortcuts(isUndo)
  })
}

function editItems(): MenuItemConstructorOptions[] {
  return [
    keyItem('Undo', 'CmdOrCtrl+Z', []),
    keyItem('Redo', 'CmdOrCtrl+Shift+Z', ['shift']),
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ]
}

function keyItem(
  label: string,
  accelerator: string,
  modifiers: readonly 'shift'[],
): MenuItemConstructorOptions {
  const held = [isMac ? ('meta' as const) : ('control' as const), ...modifiers]
  return {
    label,
    accelerator,
    registerAccelerator: false,
    click: (_, window) => {
      if (!(window instanceof BrowserWindow)) return
      for (const type of ['keyDown', 'keyUp'] as const)
        window.webContents.sendInputEvent({ type, keyCode: 'Z', modifiers: held })
    },
  }
}

function viewItems(): MenuItemConstructorOptions[] {
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
  ]
}
