import type { BrowserWindow, IpcMainInvokeEvent, OpenDialogOptions } from 'electron'
import { dialog, ipcMain } from 'electron'
import type { Ticket } from '../../shared/model/ids.ts'
import type { Host } from '../core/host/host.ts'
import { createCalls } from './calls.ts'
import { channels } from './channels.ts'
import { saveReportAsPdf } from './report-pdf.ts'

/**
 * Handles the requests of `window`'s page, and of no other sender, for as long as the window exists, and sends it the
 * events.
 */
export function handlePage(window: BrowserWindow, host: Host, address: string): void {
  const handle = (channel: string, handler: (...values: readonly unknown[]) => unknown): void => {
    ipcMain.removeHandler(channel)
    ipcMain.handle(channel, (event, ...values: unknown[]) => {
      refuseStranger(event, window, address)
      return handler(...values)
    })
  }
  const pick = async (properties: OpenDialogOptions['properties']): Promise<Ticket[]> => {
    const chosen = await dialog.showOpenDialog(window, { properties })
    return chosen.canceled ? [] : host.issueTickets(chosen.filePaths)
  }
  const calls = createCalls(host)
  handle(channels.call, (method, params, number) => calls.make(String(method), params ?? {}, number))
  handle(channels.cancel, calls.cancel)
  handle(channels.pickFiles, () => pick(['openFile', 'multiSelections']))
  handle(channels.pickFolder, () => pick(['openDirectory', 'multiSelections']))
  handle(
    channels.pickArchiveFolder,
    async () => (await pick(['openDirectory', 'createDirectory']))[0] ?? null,
  )
  handle(channels.savePdf, (ids) => saveReportAsPdf(window, host, ids))
  handle(channels.acceptPaths, (paths) => host.issueTickets(pathsOf(paths)))
  window.on(
    'closed',
    host.onEvent((event) => window.webContents.send(channels.event, event)),
  )
}

function refuseStranger(event: IpcMainInvokeEvent, window: BrowserWindow, address: string): void {
  const frame = event.senderFrame
  const own =
    frame !== null && frame === window.webContents.mainFrame && originOf(frame.url) === originOf(address)
  if (!own) throw new Error('This page may not call Holdfast.')
}

function originOf(address: string): string {
  const url = new URL(address)
  // In Node, the origin of an address with a custom scheme is "null".
  return `${url.protocol}//${url.host}`
}

function pathsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((path) => typeof path === 'string' && path !== '') : []
}
