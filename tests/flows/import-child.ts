import { openHost } from '../../electron/core/host/host.ts'

// Run with gate.mjs, which kills it in the middle of an import: import-child.ts <archive> <home> <source>
const [archive, home, source] = process.argv.slice(2) as [string, string, string]
const options = { home, resources: '', actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
const host = await openHost({ ...options, archive, create: { title: 'Killed' } })
const tickets = host.issueTickets([source]).map((ticket) => ticket.id)
const started = await host.call('imports.start', { tickets })
// A reply of the contract, which the dispatcher leaves untyped.
const { job } = (started as { value: { job: string } }).value
await host.call('imports.wait', { job })
process.exit()
