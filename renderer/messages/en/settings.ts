import { digits } from './digits.ts'

/** What the settings say. */
export const settings = {
  title: 'Settings',
  open: 'Settings…',
  done: 'Done',
  person: 'Your name',
  personHint: 'It is recorded in the archive’s ledger with everything you do.',
  theme: 'Theme',
  density: 'Row height',
  themes: {
    system: 'Match system',
    light: 'Light',
    dark: 'Dark',
  },
  densities: {
    comfortable: 'Comfortable',
    compact: 'Compact',
  },
  verifyEvery: 'Automatic verification',
  verifyChoices: {
    0: 'Never',
    7: 'Every week',
    30: 'Every 30 days',
    90: 'Every 90 days',
    365: 'Every year',
  },
  verifyOther: (days: number) => (days === 1 ? 'Every day' : `Every ${digits(days)} days`),
}
