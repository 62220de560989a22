import { useState } from 'react'
import type { Settings } from '../../../shared/contract/settings.ts'
import { useSettings } from '../../data/use-settings.ts'
import type { Catalogue } from '../../messages/en.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** What the user chooses for this computer. Choices take effect at once; the name when its field loses focus. */
export function SettingsDialog({ settings, onClose }: { settings: Settings; onClose(): void }) {
  const { settings: words, window: common } = useMessages()
  const { change, error } = useSettings()
  const [personName, setPersonName] = useState(settings.personName)
  const close = () => {
    if (personName !== settings.personName) void change({ personName })
    onClose()
  }
  const footer = (
    <Button look="primary" onPress={close}>
      {words.done}
    </Button>
  )
  return (
    <Dialog title={words.title} isOpen onClose={close} closeLabel={common.close} footer={footer}>
      <TextField
        label={words.person}
        hint={words.personHint}
        value={personName}
        onChange={setPersonName}
        onBlur={() => void (personName !== settings.personName && change({ personName }))}
      />
      <Select
        label={words.theme}
        value={settings.theme}
        choices={(['system', 'light', 'dark'] as const).map((id) => ({ id, label: words.themes[id] }))}
        onChange={(theme) => void change({ theme })}
      />
      <Select
        label={words.density}
        value={settings.density}
        choices={(['comfortable', 'compact'] as const).map((id) => ({ id, label: words.densities[id] }))}
        onChange={(density) => void change({ density })}
      />
      <Select
        label={words.verifyEvery}
        value={String(settings.verifyEveryDays)}
        choices={scheduleChoices(settings.verifyEveryDays, words)}
        onChange={(days) => void change({ verifyEveryDays: Number(days) })}
      />
      {error && <ErrorNote error={error} />}
    </Dialog>
  )
}

/** The usual choices, and the number of days that a program set if it is not one of them. */
function scheduleChoices(days: number, words: Catalogue['settings']) {
  const usual = Object.entries(words.verifyChoices).map(([id, label]) => ({ id, label }))
  const isUsual = usual.some(({ id }) => id === String(days))
  return isUsual ? usual : [...usual, { id: String(days), label: words.verifyOther(days) }]
}
