import { digits } from './digits.ts'

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
  verifyEvery: 'Full verification by itself',
  verifyChoices: {
    0: 'Never',
    7: 'Every week',
    30: 'Every 30 days',
    90: 'Every 90 days',
    365: 'Every year',
  },
  verifyOther: (days: number) => (days === 1 ? 'Every day' : `Every ${digits(days)} days`),
}
