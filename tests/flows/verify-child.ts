import { openProfile } from '../../electron/core/profile/profile.ts'
import { verifyArchive } from '../../electron/core/verification/verify-archive.ts'
import { atGate } from './gate-passed.ts'

// Run with gate.mjs: verifies an archive until it is killed or, at the gate, cancelled: verify-child.ts <archive>
// <home>
const [archive, folder] = process.argv.slice(2) as [string, string]
const stop = new AbortController()
void atGate(async () => stop.abort())
const ended = await verifyArchive(archive, {
  profile: await openProfile(folder),
  keepEveryMs: 0,
  signal: stop.signal,
}).then(
  () => 'verified',
  (cause: { code?: string }) => cause.code ?? String(cause),
)
process.stdout.write(ended, () => process.exit())
