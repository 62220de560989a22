import { createHost } from '../../electron/core/host/host.ts'
import { startServer } from '../../electron/loopback/server.ts'

// Run as a separate process, so that its memory can be measured and its exit observed: shell-child.ts <home>
// <resources> <page files> [life of an object's address in ms]
const [home = '', resources = '', pageRoot = '', addressLifeMs] = process.argv.slice(2)
const options = { home, resources, actor: 'tests', appName: 'Holdfast', version: '0.0.0', schedule: null }
const host = await createHost(options)
const server = await startServer(
  host,
  pageRoot,
  addressLifeMs === undefined ? {} : { addressLifeMs: Number(addressLifeMs) },
)
process.on('message', () => process.send?.({ rss: process.memoryUsage.rss() }))
process.on('disconnect', () => process.exit())
process.send?.({ address: server.address })
