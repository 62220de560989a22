import { useState } from 'react'
import type { Reply } from '../../../shared/contract/index.ts'
import { startAddress } from '../../data/address.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useToast } from '../../ui/toast.tsx'
import { LostFiles } from './lost-files.tsx'

type Found = { readonly folder: string; readonly backups: Reply<'backups.list'> }

/** Brings a backup back into a folder of its own and opens it there. */
export function RestoreBackup({ onOpened }: { onOpened(): void }) {
  const { backup: words } = useMessages()
  const shell = useShell()
  const toast = useToast()
  const [found, setFound] = useState<Found | null>(null)
  const [restored, setRestored] = useState<Reply<'backups.restore'> | null>(null)
  const listing = useAction('backups.list')
  const restoring = useAction('backups.restore')
  const opening = useAction('archive.open')
  if (shell.platform !== 'desktop') return null

  async function choose(): Promise<void> {
    const folder = await shell.pickArchiveFolder()
    if (!folder) return
    setRestored(null)
    const result = await listing.run({ folder: folder.id })
    setFound(result.ok ? { folder: folder.id, backups: result.value } : null)
  }

  async function restore(folder: string, generation: string): Promise<void> {
    const into = await shell.pickArchiveFolder()
    if (!into) return
    const result = await restoring.run({ folder, generation, into: into.id })
    if (!result.ok) return
    if (result.value.damages.length > 0) return setRestored(result.value)
    const opened = await opening.run({ folder: into.id })
    if (!opened.ok) return
    navigate(startAddress)
    toast({ text: words.restored(result.value.objects) })
    onOpened()
  }

  const error = listing.error ?? restoring.error ?? opening.error
  return (
    <section className="backup" aria-label={words.restore}>
      <p className="backup-advice">{words.restoreAdvice}</p>
      <Button isPending={restoring.isPending} onPress={() => void choose()}>
        {words.restore}
      </Button>
      {found && (
        <ul className="backup-list">
          {found.backups.map((each) => (
            <Generation
              key={`${each.archive} ${each.generation}`}
              backup={each}
              isBusy={restoring.isPending}
              onRestore={() => void restore(found.folder, each.generation)}
            />
          ))}
        </ul>
      )}
      {restoring.isPending && <ProgressBar label={words.restoring} done={0} total={null} />}
      {error && <ErrorNote error={error} />}
      {restored && (
        <>
          <p>{words.restored(restored.objects)}</p>
          <LostFiles heading={words.restoredLost} damages={restored.damages} />
        </>
      )}
    </section>
  )
}

function Generation({
  backup,
  isBusy,
  onRestore,
}: {
  backup: Found['backups'][number]
  isBusy: boolean
  onRestore(): void
}) {
  const { backup: words } = useMessages()
  const formats = useFormats()
  const { title, at, objects, bytes, provedAt } = backup
  return (
    <li>
      <div>
        <bdi dir="auto">{title}</bdi>
        <p className="backup-advice">
          {formats.instant(at)} · {words.holdsOf(objects, formats.bytes(bytes))} ·{' '}
          {provedAt === null ? words.notYetProved : words.provedOn(formats.instant(provedAt))}
        </p>
      </div>
      <Button size="small" isPending={isBusy} onPress={onRestore}>
        {words.restoreInto}
      </Button>
    </li>
  )
}
