import { useState } from 'react'
import type { ReactNode } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** A dialog for the custody of the whole archive; its contents belong to another feature. */
export function CheckDialog({ children }: { children: ReactNode }) {
  const { archive: words, window: common } = useMessages()
  const { record } = useAddress()
  // A link in it leads to a record, and closes the dialog.
  const [openedOver, setOpenedOver] = useState<{ readonly record: string | null } | null>(null)
  if (openedOver && openedOver.record !== record) setOpenedOver(null)
  useCommand({
    id: 'archive.check',
    label: words.check,
    group: common.groupArchive,
    run: () => setOpenedOver({ record }),
  })
  return (
    <Dialog
      title={words.checkTitle}
      isOpen={openedOver !== null}
      size="wide"
      onClose={() => setOpenedOver(null)}
      closeLabel={common.close}
    >
      {children}
    </Dialog>
  )
}
