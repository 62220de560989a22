import { useState } from 'react'
import type { MergeReport } from '../../../shared/contract/merges.ts'
import { useCommand } from '../../data/commands.tsx'
import { useShell } from '../../data/shell-provider.tsx'
import { useAction } from '../../data/use-action.ts'
import { useAddress } from '../../data/use-address.ts'
import { useJobs } from '../../data/use-jobs.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { ConflictList } from './conflict-list.tsx'
import './merge.css'

/** Takes another copy of the archive in, and asks what both had changed. */
export function MergeDialog() {
  const { merge: words, window: common } = useMessages()
  const { record } = useAddress()
  // A link in it leads to a record, and away from it.
  const [openedOver, setOpenedOver] = useState<{ readonly record: string | null } | null>(null)
  if (openedOver && openedOver.record !== record) setOpenedOver(null)
  useCommand({
    id: 'archive.merge',
    label: words.command,
    group: common.groupArchive,
    run: () => setOpenedOver({ record }),
  })
  return (
    <Dialog
      title={words.title}
      isOpen={openedOver !== null}
      size="full"
      onClose={() => setOpenedOver(null)}
      closeLabel={common.close}
    >
      <MergeCopy />
    </Dialog>
  )
}

function MergeCopy() {
  const { merge: words } = useMessages()
  const shell = useShell()
  const merging = useAction('merges.run')
  const [report, setReport] = useState<MergeReport | null>(null)

  async function choose(): Promise<void> {
    const folder = await shell.pickArchiveFolder()
    if (!folder) return
    setReport(null)
    const result = await merging.run({ folder: folder.id })
    if (result.ok) setReport(result.value)
  }

  return (
    <section className="merge" aria-label={words.title}>
      <p className="merge-advice">{words.advice}</p>
      {shell.platform === 'desktop' ? (
        <Button isPending={merging.isPending} onPress={() => void choose()}>
          {words.choose}
        </Button>
      ) : (
        <p className="merge-advice">{words.noFolders}</p>
      )}
      {merging.isPending && <MergeProgress />}
      {merging.error && merging.error.code !== 'merges.cancelled' && <ErrorNote error={merging.error} />}
      <div aria-live="polite">{report && <MergeOutcome report={report} />}</div>
      {!merging.isPending && <ConflictList />}
    </section>
  )
}

function MergeProgress() {
  const { merge: words } = useMessages()
  const formats = useFormats()
  const cancel = useAction('jobs.cancel')
  const job = useJobs().findLast((each) => each.kind === 'merge' && each.state === 'running')
  const [done, total] = [job?.doneBytes ?? 0, job?.totalBytes ?? null]
  const detail = total !== null && words.progress(formats.bytes(done), formats.bytes(total))
  return (
    <div className="merge-progress">
      <ProgressBar label={words.running} done={done} total={total} detail={detail} />
      {job && (
        <Button size="small" onPress={() => void cancel.run({ job: job.id })}>
          {words.stop}
        </Button>
      )}
    </div>
  )
}

function MergeOutcome({ report: { lines, objects, nothingNew } }: { report: MergeReport }) {
  const { merge: words } = useMessages()
  const count = Object.values(lines).reduce((sum, each) => sum + each, 0)
  return <p className="merge-done">{nothingNew ? words.nothingNew : words.merged(count, objects)}</p>
}
