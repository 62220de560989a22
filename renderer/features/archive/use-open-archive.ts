import { startAddress } from '../../data/address.ts'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'

/** One known by its id or the folder behind a ticket; to be read only, also while somebody else has it open. */
export type WhichArchive = ({ id: string; copy?: string } | { folder: string }) & { readOnly?: boolean }

/** Opens another archive at its beginning; what was open is not in it. Of one that is open elsewhere it offers to read. */
export function useOpenArchive(): (which: WhichArchive) => Promise<void> {
  const { archive: words } = useMessages()
  const toast = useToast()
  const { run } = useAction('archive.open')
  return async function open(which) {
    const result = await run(which)
    if (result.ok) {
      navigate(startAddress)
      toast({ text: words.switched(result.value.title) })
      return
    }
    const { code, message } = result.error
    const read = { label: words.openReading, run: () => void open({ ...which, readOnly: true }) }
    toast({ text: message, code, ...(code === 'archive.locked' ? { action: read } : {}) })
  }
}
