import type { Hash } from '../../../shared/model/ids.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'
import type { CheckedObjects } from '../vault/verify.ts'
import { shortHeads, type Listed } from './list-objects.ts'
import { removeProgress, writeProgress } from './progress.ts'
import type { VerifyProgress, VerifyTask } from './protocol.ts'

const MOST_DAMAGED = 10_000
const KEEP_EVERY_BYTES = 256 << 20

/** Notes now and then how far a full verification has come. */
export function createNotes(task: VerifyTask, { ledger, total, resumed }: Listed, startedAt: string) {
  const file = task.mode === 'full' ? task.progressFile : null
  const damaged = new Set<string>(resumed?.damaged)
  let upTo: string = resumed?.upTo ?? ''
  let doneBytes = 0
  let kept = { at: performance.now(), bytes: 0 }

  async function keep(): Promise<void> {
    // If nearly everything is damaged, continuing from there would save nothing.
    if (file === null || doneBytes === 0 || upTo === '' || damaged.size > MOST_DAMAGED) return
    kept = { at: performance.now(), bytes: doneBytes }
    await writeProgress(file, {
      version: 1,
      archive: task.archive.id,
      path: task.archive.path,
      startedAt: resumed?.startedAt ?? startedAt,
      heads: resumed?.heads ?? shortHeads(ledger.heads),
      upTo: upTo as Hash, // from the ledger's own objects
      damaged: [...damaged] as Hash[],
      doneBytes,
      totalBytes: total.bytes,
      // A full disk costs the progress up to here, but none of the findings.
    }).catch(() => undefined)
  }

  return {
    keep,
    async note(checked: CheckedObjects): Promise<void> {
      upTo = checked.upTo
      doneBytes += checked.bytes
      for (const { hash } of checked.damages) if (hash !== undefined) damaged.add(hash)
      const isDue =
        performance.now() - kept.at > task.keepEveryMs || doneBytes - kept.bytes > KEEP_EVERY_BYTES
      if (isDue) await keep()
    },
    async forget(): Promise<void> {
      if (file !== null) await removeProgress(file).catch(() => undefined)
    },
  }
}

const SHOWN_EVERY_MS = 100

/** Reports progress ten times a second, even in the middle of a large object. */
export function createMeter(
  total: Listed['total'],
  gauge: SharedGauge,
  onProgress: (progress: VerifyProgress) => void,
) {
  let [doneObjects, doneBytes, ahead, current] = [0, 0, 0, '']
  const report = () => {
    const reading = Math.max(0, gauge.bytes() - ahead)
    onProgress({
      doneObjects,
      totalObjects: total.objects,
      doneBytes: Math.min(total.bytes, doneBytes + reading),
      totalBytes: total.bytes,
      current,
    })
  }
  const timer = setInterval(report, SHOWN_EVERY_MS)
  report()
  return {
    note(checked: CheckedObjects): void {
      doneObjects += checked.objects
      doneBytes += checked.bytes
      ahead += checked.readBytes
      current = checked.upTo
    },
    close(): void {
      clearInterval(timer)
      report()
    },
  }
}
