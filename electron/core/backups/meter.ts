import { AppError } from '../../../shared/errors.ts'
import type { Blocks } from './copy-checked.ts'
import type { BackupProgress } from './protocol.ts'
import type { SharedGauge } from '../threads/shared-gauge.ts'

const SHOWN_EVERY_MS = 100
const BLOCK_BYTES = 1 << 18

/** Counts what a thread copies and reads, reports it ten times a second, and stops the thread between two blocks. */
export interface Meter {
  readonly blocks: Blocks
  /** Throws `backups.cancelled` when the work is to stop. */
  stopHere(): void
  expect(files: number, bytes: number): void
  file(current: string): void
  /** Counts bytes that need not be read. */
  skip(bytes: number): void
  report(): void
}

/** A meter that adds to a gauge. */
export function createMeter(gauge: SharedGauge, onProgress: (progress: BackupProgress) => void): Meter {
  let [doneFiles, current, shownAt, skipped] = [0, '', 0, 0]
  let expected: { files: number; bytes: number } | null = null
  const report = () => {
    shownAt = performance.now()
    onProgress({
      doneFiles,
      totalFiles: expected?.files ?? null,
      doneBytes: Math.min(expected?.bytes ?? Infinity, gauge.bytes() + skipped),
      totalBytes: expected?.bytes ?? null,
      current,
    })
  }
  const stopHere = () => {
    if (gauge.isStopped()) throw new AppError('backups.cancelled')
    if (performance.now() - shownAt > SHOWN_EVERY_MS) report()
  }
  return {
    blocks: {
      block: Buffer.allocUnsafeSlow(BLOCK_BYTES),
      onBytes(bytes) {
        gauge.add(bytes)
        stopHere()
      },
    },
    stopHere,
    expect(files, bytes) {
      expected = { files: (expected?.files ?? 0) + files, bytes: (expected?.bytes ?? 0) + bytes }
    },
    file(name) {
      doneFiles += 1
      current = name
      stopHere()
    },
    skip(bytes) {
      skipped += bytes
    },
    report,
  }
}
