import { z } from 'zod'
import { editOf, method } from './method.ts'

/** What the user chose for this computer; none of it is evidence, so it is kept outside the archives. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  /** The name written to the ledger as the person who acted. */
  personName: z.string().default(''),
  welcomed: z.boolean().default(false),
  /** Widths in CSS pixels of the side pane and the list; 0 means the default. */
  sidePaneWidth: z.number().default(0),
  listPaneWidth: z.number().default(0),
  /** How many days after the last full verification the next is due; 0 means never. */
  verifyEveryDays: z.int().min(0).max(3650).default(30),
})
export type Settings = z.infer<typeof Settings>

export const settings = {
  'settings.get': method('Replies with the settings of this computer.', z.object({}), Settings, {
    reads: ['settings'],
  }),
  'settings.edit': method('Changes some settings and replies with all.', editOf(Settings), Settings, {
    reads: [],
  }),
}
