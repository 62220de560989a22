import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'

const KeyboardMap = later(async () => (await import('./keyboard-map.tsx')).KeyboardMap)

/** Offers the keyboard map, and shows it on request: `?`. */
export function OpenKeyboardMap() {
  const { search, window: words } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({
    id: 'search.keyboard-map',
    label: search.keyboardMap,
    group: words.groupWindow,
    keys: ['?'],
    run: () => setOpen(true),
  })
  return isOpen && <KeyboardMap onClose={() => setOpen(false)} />
}
