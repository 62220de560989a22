import { useState } from 'react'
import type { MergePreview, MergeReport } from '../../../shared/contract/merges.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import type { Ticket } from '../../../shared/model/ids.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { useIsSeen } from '../../data/use-is-seen.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { useErrorToast } from '../../ui/task-error.tsx'
import { useToast } from '../../ui/toast.tsx'

export interface Merging {
  /** What the copy chosen last would bring in, and the name of its folder. */
  readonly chosen: { readonly folderName: string; readonly preview: MergePreview } | null
  readonly isPreviewing: boolean
  readonly isRunning: boolean
  /** Undefined while the ledgers are being merged, which cannot be stopped. */
  readonly job: Job | undefined
  readonly report: MergeReport | null
  readonly error: ErrorReport | null
  /** Asks for the folder of another copy and previews the merge. */
  choose(): Promise<void>
  /** Merges the previewed copy. */
  merge(): Promise<void>
  clear(): void
}

/**
 * Previews and merges another copy; if the merge ends after the dialog was closed, the result is reported over the
 * window.
 */
export function useMerge({ isOpen }: { isOpen: boolean }): Merging {
  const { merge: words } = useMessages()
  const shell = useShell()
  const toast = useToast()
  const showError = useErrorToast()
  const previewing = useAction('merges.preview')
  const merging = useAction('merges.run')
  const [chosen, setChosen] = useState<{ folder: Ticket; preview: MergePreview } | null>(null)
  const [report, setReport] = useState<MergeReport | null>(null)
  const job = useJobs().findLast((each) => each.kind === 'merge' && each.state === 'running')
  const isSeen = useIsSeen(isOpen)

  function clear(): void {
    previewing.clear()
    merging.clear()
    setChosen(null)
    setReport(null)
  }

  function showResult(result: Awaited<ReturnType<typeof merging.run>>): void {
    if (result.ok) toast({ text: words.ended(result.value.conflicts) })
    else showError(result.error)
  }

  return {
    chosen: chosen && { folderName: chosen.folder.name, preview: chosen.preview },
    isPreviewing: previewing.isPending,
    isRunning: job !== undefined || merging.isPending,
    job,
    report,
    error: previewing.error ?? merging.error,
    clear,
    async choose() {
      const folder = await shell.pickArchiveFolder()
      if (!folder) return
      clear()
      const result = await previewing.run({ folder: folder.id })
      if (result.ok) setChosen({ folder, preview: result.value })
    },
    async merge() {
      if (!chosen) return
      clear()
      const result = await merging.run({ folder: chosen.folder.id })
      if (result.ok) setReport(result.value)
      if (!isSeen()) showResult(result)
    },
  }
}
