import type { ImportOutcome } from '../../../shared/contract/imports.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Hash, RecordId, TagId } from '../../../shared/model/ids.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import { asImportError, type FoundFile } from './expand.ts'
import {
  baseName,
  captionBases,
  captionLanguage,
  fieldsOf,
  objectOf,
  type ObjectReading,
} from './record-draft.ts'

/** Where files are imported to; everything that touches a disk or a worker goes through it. */
export interface ImportTarget {
  store(
    path: string | Buffer,
    onBytes: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<{ hash: Hash; sizeBytes: number; path: string }>
  read(object: { hash: Hash; path: string; name: string }): Promise<ObjectReading>
  /** The listed record that contains these bytes, or null. */
  recordWith(hash: Hash): Promise<RecordId | null>
  /** The listed video whose original name has this base name, or null. */
  videoNamed(base: string): Promise<RecordId | null>
  /** Writes a new record; resolves to its id when it is on disk. */
  create(fields: Readonly<Record<string, unknown>>): Promise<RecordId>
  /** Adds an object to a record. */
  attach(record: RecordId, object: ContentObject): Promise<void>
}

export interface ImportRun {
  readonly files: readonly FoundFile[]
  readonly tags: readonly TagId[]
  /** When given, every file becomes a file of this record instead of a record of its own. */
  readonly record?: RecordId
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
  readonly onFile: (file: FoundFile, outcome: ImportOutcome | null) => void
}

/** How many files are in flight: their disk waits overlap, and one group of ledger lines shares one sync. */
const IN_FLIGHT = 16

/**
 * Imports files and resolves to one outcome for each, in their order. Captions are attached to the video with the
 * same base name, so they are imported after everything else. A file that fails changes nothing; after a cancellation
 * no further file is started.
 */
export async function importFiles(target: ImportTarget, run: ImportRun): Promise<ImportOutcome[]> {
  const context = {
    target,
    run,
    inFlight: new Map<string, Promise<RecordId>>(),
    videos: new Map<string, RecordId>(),
  }
  const outcomes = new Map<FoundFile, ImportOutcome>()
  const isCaption = (file: FoundFile) => /\.(srt|vtt)$/i.test(file.name)
  const others = run.files.filter((file) => !isCaption(file))
  const importAndReport = async (file: FoundFile) => {
    run.onFile(file, null)
    const outcome = await importOne(context, file)
    outcomes.set(file, outcome)
    run.onFile(file, outcome)
  }
  await forEachInFlight(others, importAndReport)
  await forEachInFlight(captionGroups(run.files.filter(isCaption)), async (group) => {
    for (const file of group) await importAndReport(file)
  })
  return run.files.map((file) => outcomes.get(file)!)
}

// Captions of one video are attached in the order of their names, whatever their sizes.
function captionGroups(files: readonly FoundFile[]): FoundFile[][] {
  const groups = new Map<string, FoundFile[]>()
  for (const file of files) {
    const key = `${file.folder}/${captionBases(file.name).at(-1)}`
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  return [...groups.values()]
}

interface Context {
  readonly target: ImportTarget
  readonly run: ImportRun
  /** Two files with the same bytes may be imported at once; the second waits for the first and is its duplicate. */
  readonly inFlight: Map<string, Promise<RecordId>>
  readonly videos: Map<string, RecordId>
}

async function importOne(context: Context, file: FoundFile): Promise<ImportOutcome> {
  const named = { ticket: file.ticket, name: file.name, sizeBytes: file.sizeBytes }
  let counted = 0
  let hash: Hash | undefined
  try {
    if (context.run.signal.aborted) throw new AppError('imports.cancelled')
    const count = (bytes: number) => {
      counted += bytes
      context.run.onBytes(bytes)
    }
    const stored = await context.target.store(file.path, count, context.run.signal)
    hash = stored.hash
    const known = context.inFlight.has(hash) ? null : await context.target.recordWith(hash)
    // Nothing is awaited between this lookup and the entry that `ingest` makes, so no duplicate slips through.
    const duplicateOf = context.inFlight.get(hash)
    const holder = known ?? (duplicateOf ? await duplicateOf : null)
    if (holder) rememberVideo(context, file, holder)
    const ingested = holder ? { record: holder } : await ingest(context, file, stored)
    return { ...named, hash, outcome: holder ? 'duplicate' : 'imported', ...ingested }
  } catch (cause) {
    context.run.onBytes(-counted)
    const error = asImportError(String(file.path), cause)
    return { ...named, hash, outcome: 'failed', code: error.code, message: error.message }
  }
}

async function ingest(
  context: Context,
  file: FoundFile,
  stored: { hash: Hash; sizeBytes: number; path: string },
): Promise<Pick<ImportOutcome, 'record' | 'attached' | 'notes'>> {
  let attached = false
  let notes: ImportOutcome['notes'] = []
  const work = (async () => {
    // Once its bytes are in the vault, the import of a file is completed even if the job is cancelled.
    const reading = await context.target.read({ hash: stored.hash, path: stored.path, name: file.name })
    notes = [...reading.notes]
    const isCaption = reading.category === 'captions'
    const holder = context.run.record ?? (isCaption ? await videoFor(context, file) : null)
    if (holder) {
      attached = true
      const object = objectOf(stored, file.name, reading, isCaption ? 'transcript' : 'original')
      const language = (isCaption && captionLanguage(file.name)) || object.language
      await context.target.attach(holder, { ...object, language })
      return holder
    }
    const objects = [objectOf(stored, file.name, reading, 'original')]
    const record = await context.target.create(fieldsOf(file.name, reading, objects, context.run.tags))
    if (reading.category === 'video') rememberVideo(context, file, record)
    return record
  })()
  context.inFlight.set(stored.hash, work)
  // A duplicate that waits gets the same failure; this avoids an unhandled rejection when none does.
  work.catch(() => context.inFlight.delete(stored.hash))
  return { record: await work, attached, notes }
}

async function videoFor(context: Context, file: FoundFile): Promise<RecordId | null> {
  for (const base of captionBases(file.name)) {
    const here = context.videos.get(`${file.folder}/${base}`) ?? (await context.target.videoNamed(base))
    if (here) return here
  }
  return null
}

function rememberVideo(context: Context, file: FoundFile, record: RecordId): void {
  context.videos.set(`${file.folder}/${baseName(file.name)}`, record)
}

async function forEachInFlight<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  await Promise.all(
    Array.from({ length: Math.min(IN_FLIGHT, items.length) }, async () => {
      for (const item of waiting) await work(item)
    }),
  )
}
