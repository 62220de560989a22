import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'

const AliasesDialog = later(async () => (await import('./aliases-dialog.tsx')).AliasesDialog)

/** Offers the aliases of this archive, and shows them on request. */
export function OpenAliases() {
  const { aliases: words, window: common } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({ id: 'aliases.open', label: words.open, group: common.groupArchive, run: () => setOpen(true) })
  return isOpen && <AliasesDialog onClose={() => setOpen(false)} />
}
