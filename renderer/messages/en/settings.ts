/** What the settings say. */
export const settings = {
  title: 'Settings',
  open: 'Settings…',
  done: 'Done',
  person: 'Your name',
  personHint: 'It is written into the ledger of the archive with everything you do.',
  theme: 'Colours',
  density: 'Rows',
  themes: {
    system: 'As the computer has them',
    light: 'Light',
    dark: 'Dark',
  },
  densities: {
    comfortable: 'Comfortable',
    compact: 'Compact',
  },
}
