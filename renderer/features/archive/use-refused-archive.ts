import { useEffect } from 'react'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'

/** Tells, until it is closed, that the archive of the last time could not be opened and another one is shown. */
export function useRefusedArchive(): void {
  const { archive: words } = useMessages()
  const { value: refused } = useQuery('archive.refused', {})
  const show = useToast()
  useEffect(() => {
    if (refused) show({ text: words.refused(refused.title, refused.message), code: refused.code })
  }, [refused, show, words])
}
