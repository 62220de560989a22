import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHome } from '../../electron/core/home.ts'
import { verifyArchive } from '../../electron/core/verify-archive.ts'

// Run as a process of its own that kills itself when the first progress is on disk: verify-child.ts <archive> <home>
const [archive, folder] = process.argv.slice(2) as [string, string]
const kept = join(folder, 'verifications')
setImmediate(function look() {
  const isKept = existsSync(kept) && readdirSync(kept).some((name) => name.endsWith('.json'))
  if (isKept) process.kill(process.pid, 'SIGKILL')
  setImmediate(look)
})
await verifyArchive(archive, { home: await openHome(folder), keepEveryMs: 0 })
process.exit()
