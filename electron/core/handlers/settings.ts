import type { ArchiveEvent } from '../../../shared/contract/events.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { HandlersOf } from './handler.ts'

/** The handlers of `settings.*`; they need no open archive. */
export function settingsHandlers(
  profile: { settings(): Promise<Settings>; changeSettings(change: Partial<Settings>): Promise<Settings> },
  publish: (event: ArchiveEvent) => void,
): HandlersOf<'settings'> {
  return {
    'settings.get': async () => await profile.settings(),
    'settings.edit': async (change) => {
      const changed = await profile.changeSettings(change)
      publish({ event: 'changed', tables: ['settings'] })
      return changed
    },
  }
}
