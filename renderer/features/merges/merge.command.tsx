import { useState } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useAddress } from '../../data/use-address.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'
import { useMerge } from './use-merge.ts'

const MergeDialog = later(async () => (await import('./merge-dialog.tsx')).MergeDialog)

/**
 * Offers merging another copy of the archive, and shows its dialog on request. A merge continues after the dialog is
 * closed.
 */
export function OpenMerge() {
  const { merge: words, window: common } = useMessages()
  const { value: archive } = useQuery('archive.describe', {})
  const { record } = useAddress()
  // A link in it leads to a record, and closes the dialog.
  const [openedOver, setOpenedOver] = useState<{ readonly record: string | null } | null>(null)
  if (openedOver && openedOver.record !== record) setOpenedOver(null)
  const merging = useMerge({ isOpen: openedOver !== null })
  useCommand({
    id: 'archive.merge',
    label: words.command,
    group: common.groupArchive,
    isDisabled: !archive || archive.readOnly,
    run() {
      merging.clear()
      setOpenedOver({ record })
    },
  })
  return openedOver && <MergeDialog merging={merging} onClose={() => setOpenedOver(null)} />
}
