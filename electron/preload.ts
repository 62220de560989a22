import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels } from './desktop/channels.ts'

// The page gets these functions and nothing else; the rest of the shell needs no privilege.
contextBridge.exposeInMainWorld('holdfast', {
  call: (method: unknown, params: unknown, number: unknown) =>
    ipcRenderer.invoke(channels.call, method, params, number),
  cancel: (number: unknown) => void ipcRenderer.invoke(channels.cancel, number),
  onEvent: (listener: (event: unknown) => void) => {
    const receive = (_: unknown, event: unknown) => listener(event)
    ipcRenderer.on(channels.event, receive)
    return () => void ipcRenderer.removeListener(channels.event, receive)
  },
  pickFiles: () => ipcRenderer.invoke(channels.pickFiles),
  pickFolder: () => ipcRenderer.invoke(channels.pickFolder),
  savePdf: (ids: unknown) => ipcRenderer.invoke(channels.savePdf, ids),
  pickArchiveFolder: () => ipcRenderer.invoke(channels.pickArchiveFolder),
  /** Only files that the user dropped have a path; one that a page created has none and is left out. */
  acceptFiles: (files: readonly File[]) =>
    ipcRenderer.invoke(
      channels.acceptPaths,
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
})
