import { useState } from 'react'
import type { ArchiveDescription } from '../../../shared/contract/archive.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { later } from '../../ui/later.tsx'

const ReceivedDialog = later(async () => (await import('./received-dialog.tsx')).ReceivedDialog)

/**
 * Says that the open archive came from elsewhere and is only read, at once when it opens and then beside its title, and
 * leads to the dialog that says who wrote it.
 */
export function ReceivedArchive({ archive }: { archive: ArchiveDescription }) {
  const { archive: words } = useMessages()
  const { value: known = [] } = useQuery('archive.known', {})
  const [isShown, setShown] = useState(true)
  const copy = known.find(({ path }) => path === archive.path)?.copy
  return (
    <>
      <Button look="link" onPress={() => setShown(true)}>
        {words.received}
      </Button>
      {isShown && <ReceivedDialog archive={archive} copy={copy} onClose={() => setShown(false)} />}
    </>
  )
}
