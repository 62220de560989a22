import { openHost } from '../../electron/core/host/host.ts'

// Run with gate.mjs, which kills it in the middle of a merge: merge-child.ts <archive> <other> <home>
const [archive, other, home] = process.argv.slice(2) as [string, string, string]
const options = { home, resources: '', actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
const host = await openHost({ ...options, archive })
const [ticket] = host.issueTickets([other])
const result = await host.call('merges.run', { folder: ticket!.id })
process.stdout.write(JSON.stringify(result), () => process.exit())
