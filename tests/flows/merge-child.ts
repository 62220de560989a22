import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHost } from '../../electron/core/host/host.ts'

// Run as a process of its own that kills itself at a point of a merge: merge-child.ts <archive> <other> <home> <point>
const [archive, other, home, point] = process.argv.slice(2) as [string, string, string, string]
const stage = join(archive, 'inbox', 'merge')
const objects = () => readdirSync(join(archive, 'vault'), { recursive: true }).length
const before = objects()
const isThere: Record<string, () => boolean> = {
  objects: () => objects() > before + 3,
  staging: () => existsSync(join(stage, 'ledger')) && !existsSync(join(stage, 'ready.json')),
  ready: () => existsSync(join(stage, 'ready.json')),
  // Some of its files are in place, and others are not.
  placing: () =>
    existsSync(join(stage, 'ready.json')) &&
    readdirSync(join(stage, 'ledger'), { recursive: true }).filter((name) => String(name).endsWith('.jsonl'))
      .length < 2,
}
setImmediate(function look() {
  if (isThere[point]!()) process.kill(process.pid, 'SIGKILL')
  setImmediate(look)
})
const options = { home, resources: '', actor: 'tests', appName: 'Holdfast', version: '0.0.0' }
const host = await openHost({ ...options, archive })
const [ticket] = host.issueTickets([other])
const result = await host.call('merges.run', { folder: ticket!.id })
console.error('not killed', JSON.stringify(result))
process.exit()
