import { restoreBackup } from '../../electron/core/backups/backup-folder.ts'
import { openHost, openProfile } from '../../electron/core/host/host.ts'
import type { Job } from '../../shared/contract/jobs.ts'
import { atGate } from './gate-passed.ts'

// Run with gate.mjs, which kills it in the middle of a backup or a restore, or makes its thread wait there until the
// task was cancelled or the program is closed. Prints the result of the call and the progress that was announced.
// backup-child.ts <what> <archive> <from or to> <into> <home>
const [what, archive, stick, into, home] = process.argv.slice(2) as [string, string, string, string, string]
if (what === 'restore-killed') {
  const { pendingKey } = await openProfile(home)
  await restoreBackup(stick, undefined, { into, pendingKey: pendingKey() })
  process.exit()
}
const options = { home, resources: '', actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
const host = await openHost({ ...options, archive })
const kind = what === 'backup' ? 'backup' : 'restore'
const seen: Job[] = []
host.onEvent((event) => event.event === 'progress' && event.job.kind === kind && seen.push(event.job))
void atGate(async () => {
  // Not awaited: it ends when the thread at the gate does.
  if (what === 'restore-ended') return void host.close()
  const listed = await host.call('jobs.list', {})
  // A reply of the contract, which the dispatcher leaves untyped.
  const jobs = listed.ok ? (listed.value as Job[]) : []
  await host.call('jobs.cancel', { job: jobs.find((job) => job.kind === kind)!.id })
})
const [folder, target] = host.issueTickets([stick, into])
const result =
  kind === 'backup'
    ? await host.call('backups.create', { folder: folder!.id })
    : await host.call('backups.restore', { folder: folder!.id, into: target!.id })
await host.close()
process.stdout.write(JSON.stringify({ result, seen }), () => process.exit())
