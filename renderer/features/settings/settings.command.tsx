import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useSettings } from '../../data/use-settings.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'

const SettingsDialog = later(async () => (await import('./settings-dialog.tsx')).SettingsDialog)

/** Offers the settings, and shows them on request: Ctrl-comma or ⌘-comma. */
export function OpenSettings() {
  const { settings: words, window: common } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const { settings } = useSettings()
  useCommand({
    id: 'settings.open',
    label: words.open,
    group: common.groupWindow,
    keys: ['Mod+,'],
    run: () => setOpen(true),
  })
  if (!isOpen || !settings) return null
  return <SettingsDialog settings={settings} onClose={() => setOpen(false)} />
}
