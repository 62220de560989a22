import { startAddress } from '../../data/address.ts'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'

/**
 * An archive known by its id, or the folder behind a ticket; read-only on request, which also works while another
 * process has it open. `isMine`: one that came from elsewhere is the user’s own to work on.
 */
export type WhichArchive = ({ id: string; copy?: string } | { folder: string }) & {
  readOnly?: boolean
  isMine?: boolean
}

/**
 * Opens another archive at its beginning, because what was open is not in it. If it is open elsewhere, offers to open
 * it read-only.
 */
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
