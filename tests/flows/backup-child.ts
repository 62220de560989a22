import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHost } from '../../electron/core/host/host.ts'
import { restoreBackup } from '../../electron/core/backups/backup-folder.ts'

// Run as a process of its own that kills itself when so many objects are there: backup-child.ts <what> <from> <to> <home> <count>
const [what, from, to, home, count] = process.argv.slice(2) as [string, string, string, string, string]
const objects = (folder: string) => (existsSync(folder) ? readdirSync(folder, { recursive: true }) : [])
const watched = what === 'restore' ? join(to, 'vault') : to
setInterval(() => {
  const there = objects(watched).filter((name) => /[0-9a-f]{64}$/.test(String(name)))
  if (there.length >= Number(count)) process.kill(process.pid, 'SIGKILL')
}, 1)
if (what === 'restore') await restoreBackup(from, undefined, to)
else {
  const options = { home, resources: '', actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
  const host = await openHost({ ...options, archive: from })
  const [ticket] = host.issueTickets([to])
  await host.call('backups.create', { folder: ticket!.id })
}
process.exit()
