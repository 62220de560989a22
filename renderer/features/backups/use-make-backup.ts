import { useState } from 'react'
import type { BackupReport } from '../../../shared/contract/backups.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { useErrorToast } from '../../ui/task-error.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { BackupDialogState } from './use-backup-dialog.ts'

export interface MakingBackup {
  readonly isRunning: boolean
  readonly job: Job | undefined
  readonly report: BackupReport | null
  readonly error: ErrorReport | null
  /** Into a folder that the user is asked for. */
  choose(): Promise<void>
  /** Into the folder of the last one. */
  again(): Promise<void>
  clear(): void
}

/** Makes a backup; if it ends after the dialog was closed, the result is reported over the window. */
export function useMakeBackup({ isSeen }: Pick<BackupDialogState, 'isSeen'>): MakingBackup {
  const { backup: words } = useMessages()
  const formats = useFormats()
  const shell = useShell()
  const toast = useToast()
  const reportError = useErrorToast()
  const { run, error, isPending, clear } = useAction('backups.create')
  const [report, setReport] = useState<BackupReport | null>(null)
  const job = useJobs().findLast((each) => each.kind === 'backup' && each.state === 'running')

  async function make(folder: string | undefined): Promise<void> {
    setReport(null)
    const result = await run({ folder })
    if (result.ok) setReport(result.value)
    if (isSeen()) return
    if (result.ok) toast({ text: words.done(result.value.objects, formats.bytes(result.value.bytes)) })
    else reportError(result.error)
  }

  return {
    isRunning: job !== undefined || isPending,
    job,
    report,
    error,
    async choose() {
      const folder = await shell.pickArchiveFolder()
      if (folder) await make(folder.id)
    },
    again: async () => await make(undefined),
    clear() {
      clear()
      setReport(null)
    },
  }
}
