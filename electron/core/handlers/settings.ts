import type { Settings } from '../../../shared/contract/settings.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `settings.*`; they need no open archive. */
export function settingsHandlers(home: {
  settings(): Promise<Settings>
  changeSettings(change: Partial<Settings>): Promise<Settings>
}): HandlersOf<'settings'> {
  return {
    'settings.get': async () => await home.settings(),
    'settings.set': async (change) => await home.changeSettings(change),
  }
}
