/** Names of the messages between the preload script and the main process; the page never sees them. */
export const channels = {
  call: 'holdfast:call',
  cancel: 'holdfast:cancel',
  event: 'holdfast:event',
  pickFiles: 'holdfast:pick-files',
  pickFolder: 'holdfast:pick-folder',
  pickArchiveFolder: 'holdfast:pick-archive-folder',
  savePdf: 'holdfast:save-pdf',
  acceptPaths: 'holdfast:accept-paths',
} as const
