import { join } from 'node:path'
import { createHost, openHost } from '../../../electron/core/host/host.ts'
import { startServer } from '../../../electron/loopback/server.ts'

// What serves the window of `desktop-page.ts`: it opens a new archive and sends its address, and replies to each path
// it receives with a ticket for it, as the desktop does with what was chosen in a folder dialog.

const [home = '', title = '', root = ''] = process.argv.slice(2)
const facts = {
  home,
  resources: join(root, 'resources'),
  actor: 'tests',
  appName: 'Holdfast',
  version: '0.0.0',
}
const first = await openHost({ ...facts, archive: join(home, 'archives', 'first'), create: { title } })
await first.call('settings.edit', { welcomed: true })
await first.close()
const host = await createHost(facts)
const server = await startServer(host, join(root, 'out/renderer'))
process.on('message', (path: string) => process.send!(host.issueTickets([path])[0]))
process.once('SIGINT', async () => {
  await server.close()
  await host.close()
  process.exit(0)
})
process.send!(server.address)
