import type { ArchiveEvent } from '../../../shared/contract/events.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `settings.*`; they need no open archive. */
export function settingsHandlers(
  home: { settings(): Promise<Settings>; changeSettings(change: Partial<Settings>): Promise<Settings> },
  publish: (event: ArchiveEvent) => void,
): HandlersOf<'settings'> {
  return {
    'settings.get': async () => await home.settings(),
    'settings.edit': async (change) => {
      const changed = await home.changeSettings(change)
      publish({ event: 'changed', tables: ['settings'] })
      return changed
    },
  }
}
