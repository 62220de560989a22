import { openHost } from '../../electron/core/host/host.ts'

// Run as a process of its own, so that a test can kill it in the middle: import-child.ts <archive> <home> <source>
const [archive, home, source] = process.argv.slice(2) as [string, string, string]
const options = { home, resources: '', actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
const host = await openHost({ ...options, archive, create: { title: 'Killed' } })
host.onEvent((event) => {
  if (event.event === 'progress') process.stdout.write(`${event.job.doneFiles}\n`)
})
const tickets = host.issueTickets([source]).map((ticket) => ticket.id)
await host.call('imports.start', { tickets })
