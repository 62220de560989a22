import type { Job } from '../../../shared/contract/jobs.ts'
import type { ImportOutcome, ImportResult } from '../../../shared/contract/imports.ts'
import type { Hash, RecordId, TagId } from '../../../shared/model/ids.ts'
import { expandPaths, type Expansion, type RefusedFile } from './expand.ts'
import { importFiles, type ImportTarget } from './import-files.ts'

export interface ImportRequest {
  readonly roots: readonly { ticket: string; path: string }[]
  readonly tags: readonly TagId[]
  readonly record?: RecordId
  readonly archive: string
  readonly uploads: string
}

/** The job that an import reports to. */
export interface ImportJob {
  readonly id: string
  readonly signal: AbortSignal
  report(
    change: Partial<Pick<Job, 'doneFiles' | 'totalFiles' | 'doneBytes' | 'totalBytes' | 'current'>>,
  ): void
}

/**
 * Finds and imports every file of the request and accounts for each: files = imported + duplicates + failed.
 * `discard` is called for a file that failed after its bytes were stored.
 */
export async function runImport(
  job: ImportJob,
  request: ImportRequest,
  target: ImportTarget & { action: string; discard(hash: Hash): Promise<void> },
): Promise<ImportResult> {
  const startedAt = new Date().toISOString()
  const found = await expandPaths(request.roots, { ...request, signal: job.signal })
  const outcomes = [...found.refused.map(refusal), ...(await importAll(job, request, target, found))]
  for (const outcome of outcomes) {
    if (outcome.outcome === 'failed' && outcome.hash) await target.discard(outcome.hash)
  }
  const count = (outcome: ImportOutcome['outcome']) =>
    outcomes.filter((each) => each.outcome === outcome).length
  return {
    job: job.id,
    action: outcomes.some((each) => each.outcome === 'imported') ? target.action : null,
    startedAt,
    endedAt: new Date().toISOString(),
    cancelled: job.signal.aborted,
    files: outcomes.length,
    imported: count('imported'),
    duplicates: count('duplicate'),
    failed: count('failed'),
    outcomes,
  }
}

async function importAll(
  job: ImportJob,
  request: ImportRequest,
  target: ImportTarget,
  found: Expansion,
): Promise<ImportOutcome[]> {
  let doneFiles = found.refused.length
  let doneBytes = 0
  const totalBytes = found.files.reduce((sum, file) => sum + file.sizeBytes, 0)
  job.report({ totalFiles: found.files.length + doneFiles, totalBytes, doneFiles })
  return await importFiles(target, {
    files: found.files,
    tags: request.tags,
    record: request.record,
    signal: job.signal,
    onBytes: (bytes) => job.report({ doneBytes: (doneBytes += bytes) }),
    onFile: (file, outcome) => job.report(outcome ? { doneFiles: ++doneFiles } : { current: file.name }),
  })
}

function refusal({ ticket, name, error }: RefusedFile): ImportOutcome {
  return { ticket, name, outcome: 'failed', code: error.code, message: error.message }
}
