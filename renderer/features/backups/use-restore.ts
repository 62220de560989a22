import { useState } from 'react'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Reply } from '../../../shared/contract/index.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { startAddress } from '../../data/address.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { navigate } from '../../data/use-address.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useErrorToast } from '../../ui/task-error.tsx'
import type { BackupDialogState } from './use-backup-dialog.ts'

export interface Restoring {
  /** The backups in the folder chosen last. */
  readonly found: Reply<'backups.list'> | null
  readonly isRunning: boolean
  readonly job: Job | undefined
  readonly isOpening: boolean
  /** The result of the last restore, unless its archive was opened at once. */
  readonly report: Reply<'backups.restore'> | null
  readonly error: ErrorReport | null
  choose(): Promise<void>
  restore(generation: string): Promise<void>
  openRestored(): Promise<void>
  clear(): void
}

/** Chooses among the backups in a folder, and restores one to a new archive. */
export function useRestore(dialog: BackupDialogState): Restoring {
  const { backup: words } = useMessages()
  const shell = useShell()
  const toast = useToast()
  const showError = useErrorToast()
  const [found, setFound] = useState<{ folder: string; backups: Reply<'backups.list'> } | null>(null)
  const [restored, setRestored] = useState<{ into: string; report: Reply<'backups.restore'> } | null>(null)
  const listing = useAction('backups.list')
  const restoring = useAction('backups.restore')
  const opening = useAction('archive.open')
  const job = useJobs().findLast((each) => each.kind === 'restore' && each.state === 'running')

  function clear(): void {
    for (const action of [listing, restoring, opening]) action.clear()
    setRestored(null)
  }

  async function open(into: string, objects: number): Promise<void> {
    const opened = await opening.run({ folder: into })
    if (!opened.ok) return showErrorUnlessSeen(opened.error)
    navigate(startAddress)
    toast({ text: words.restored(objects) })
    setRestored(null)
    dialog.close()
  }

  function showErrorUnlessSeen(error: ErrorReport): void {
    if (!dialog.isSeen()) showError(error)
  }

  function offerToOpen(into: string, { objects, damages }: Reply<'backups.restore'>): void {
    const action =
      damages.length > 0
        ? { label: words.showLost, run: dialog.open }
        : { label: words.openRestored, run: () => void open(into, objects) }
    toast({ text: words.restored(objects), action })
  }

  async function restore(folder: string, generation: string): Promise<void> {
    const into = await shell.pickArchiveFolder()
    if (!into) return
    clear()
    const result = await restoring.run({ folder, generation, into: into.id })
    if (!result.ok) return showErrorUnlessSeen(result.error)
    setRestored({ into: into.id, report: result.value })
    // A user who has continued to work is not pulled into another archive.
    if (!dialog.isSeen()) offerToOpen(into.id, result.value)
    else if (result.value.damages.length === 0) await open(into.id, result.value.objects)
  }

  return {
    found: found?.backups ?? null,
    isRunning: job !== undefined || restoring.isPending,
    job,
    isOpening: opening.isPending,
    report: restored?.report ?? null,
    error: listing.error ?? restoring.error ?? opening.error,
    clear,
    async choose() {
      const folder = await shell.pickArchiveFolder()
      if (!folder) return
      clear()
      const result = await listing.run({ folder: folder.id })
      setFound(result.ok ? { folder: folder.id, backups: result.value } : null)
    },
    restore: async (generation) => void (found && (await restore(found.folder, generation))),
    openRestored: async () => void (restored && (await open(restored.into, restored.report.objects))),
  }
}
