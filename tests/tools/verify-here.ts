import { realpath } from 'node:fs/promises'
import { readArchiveId } from '../../electron/core/folder/archive-file.ts'
import { runPass } from '../../electron/core/verification/verify-pass.ts'
import { sharedGauge } from '../../electron/core/threads/shared-gauge.ts'
import type { Damage } from '../../shared/contract/custody.ts'

/** The damages that a full verification finds in an archive, run in this thread: starting one costs more than all it does here. */
export async function damagesIn(archive: string): Promise<readonly Damage[]> {
  const path = await realpath(archive)
  const id = (await readArchiveId(path)) ?? ''
  const { damages } = await runPass(
    {
      archive: { id, path, isNewer: false },
      mode: 'full',
      pins: [],
      progressFile: null,
      fresh: true,
      keepEveryMs: 1000,
      threads: 1,
      isModest: false,
      now: Date.now(),
    },
    sharedGauge(),
    () => undefined,
  )
  return damages
}
