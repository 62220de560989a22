import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'

const AboutDialog = later(async () => (await import('./about-dialog.tsx')).AboutDialog)

/** Offers the facts about Holdfast, and shows them on request. */
export function OpenAbout() {
  const { about: words, window: common } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({ id: 'about.open', label: words.open, group: common.groupWindow, run: () => setOpen(true) })
  return isOpen && <AboutDialog onClose={() => setOpen(false)} />
}
