import { useEffect, useEffectEvent } from 'react'
import type { Reply } from '../../../shared/contract/index.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useOpenArchive } from './use-open-archive.ts'

/** Reports, until it is dismissed, that the last archive could not be opened and another one is shown. */
export function useRefusedArchive(): void {
  const { archive: words } = useMessages()
  const { value: refused } = useQuery('archive.refused', {})
  const show = useToast()
  const open = useOpenArchive()
  const report = useEffectEvent(({ id, title, code, message }: NonNullable<Reply<'archive.refused'>>) => {
    const read = { label: words.openReading, run: () => void open({ id, readOnly: true }) }
    const text = words.refused(title, message)
    show({ text, code, ...(code === 'archive.locked' ? { action: read } : {}) })
  })
  useEffect(() => {
    if (refused) report(refused)
  }, [refused])
}
