import { useState } from 'react'
import type { ReactNode } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Gives the check of the whole archive a place of its own; what is in it belongs to another feature. */
export function CheckDialog({ children }: { children: ReactNode }) {
  const { archive: words, window: common } = useMessages()
  const [isOpen, setOpen] = useState(false)
  useCommand({
    id: 'archive.check',
    label: words.check,
    group: common.groupArchive,
    run: () => setOpen(true),
  })
  return (
    <Dialog
      title={words.checkTitle}
      isOpen={isOpen}
      size="wide"
      onClose={() => setOpen(false)}
      closeLabel={common.close}
    >
      {children}
    </Dialog>
  )
}
