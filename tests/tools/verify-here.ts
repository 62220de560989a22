import { realpath } from 'node:fs/promises'
import { FORMAT, peekArchiveFile } from '../../electron/core/folder/archive-file.ts'
import { sharedGauge } from '../../electron/core/threads/shared-gauge.ts'
import type { Pin } from '../../electron/core/store/ledger/verify.ts'
import { runPass } from '../../electron/core/verification/verify-pass.ts'
import type { Damage, VerifyReport } from '../../shared/contract/custody.ts'

/**
 * The report of a full verification, as `verifyArchive` returns it without a profile, but made in this thread:
 * starting one costs more than the verification of a small archive.
 */
export async function verifyHere(
  archive: string,
  { pins = [] }: { pins?: readonly Pin[] } = {},
): Promise<VerifyReport> {
  const path = await realpath(archive)
  const file = await peekArchiveFile(path).catch(() => null)
  const task = {
    archive: { id: file?.id ?? '', path, isNewer: file !== null && file.format > FORMAT },
    mode: 'full',
    pins,
    trust: null,
    progressFile: null,
    fresh: true,
    keepEveryMs: 1000,
    threads: 1,
    isModest: false,
    now: Date.now(),
  } as const
  return await runPass(task, sharedGauge(), () => undefined)
}

/** The damages that a full verification finds in an archive. */
export async function damagesIn(archive: string): Promise<readonly Damage[]> {
  return (await verifyHere(archive)).damages
}
