import { deriveEdtf } from '../../../shared/dates.ts'
import { AppError } from '../../../shared/errors.ts'
import type { RecordEdit } from '../../../shared/contract/records.ts'
import type { Hash, RecordId } from '../../../shared/model/ids.ts'
import { RecordFields, type ContentObject, type HoldfastRecord } from '../../../shared/model/record.ts'
import type { Archive } from '../archive/archive.ts'
import { receiptOf, type HandlersOf } from './handler.ts'

/** The handlers of `records.*` on an open archive. */
export function recordHandlers(archive: Archive): HandlersOf<'records'> {
  const { store } = archive
  return {
    'records.get': async ({ id }) => {
      const record = await store.row('records', id)
      if (!record) throw new AppError('records.not-found', { id })
      return record
    },
    'records.create': async ({ text, tags, ...given }) => {
      const objects = text === undefined ? [] : [await storeText(archive, text)]
      const fields = RecordFields.parse(withDerivedDate(given))
      const languages =
        fields.languages.length > 0 ? fields.languages : objects.map((each) => each.language).filter(Boolean)
      const set = { ...fields, languages, objects, tags: tags ?? [], withdrawn: null }
      const id = store.nextId()
      const entry = await store.commit({
        act: 'accession',
        changes: [{ table: 'records', id, set, isNew: true }],
      })
      await archive.indexer.settled()
      return receiptOf(entry)
    },
    'records.edit': async ({ ids, set }) => {
      const fields = withDerivedDate(set)
      for (const id of ids) await existing(archive, id)
      const changes = [...new Set(ids)].map((id) => ({ table: 'records' as const, id, set: fields }))
      const entry = await store.commit({ act: 'metadata modification', changes })
      await archive.indexer.settled()
      return receiptOf(entry)
    },
    'records.withdraw': async ({ ids, reason }) => {
      for (const id of ids) await existing(archive, id)
      const withdrawn = { at: new Date().toISOString(), reason }
      const changes = [...new Set(ids)].map((id) => ({ table: 'records' as const, id, set: { withdrawn } }))
      const entry = await store.commit({ act: 'deaccession', note: reason, changes })
      await archive.indexer.settled()
      return receiptOf(entry)
    },
    'records.text': async ({ id, hash, offset, limit }) =>
      await readText(archive, await existing(archive, id), { hash, offset, limit }),
    ...versionHandlers(archive),
  }
}

type VersionHandlers = Pick<
  HandlersOf<'records'>,
  'records.history' | 'records.version' | 'records.compare' | 'records.preview-restore' | 'records.restore'
>

function versionHandlers(archive: Archive): VersionHandlers {
  return {
    'records.history': async ({ id }) => {
      if (!(await archive.store.row('records', id))) throw new AppError('records.not-found', { id })
      return await archive.versions.history(id)
    },
    'records.version': async ({ id, entry }) => await archive.versions.at(id, entry),
    'records.compare': async ({ id, a, b }) => await archive.versions.compare(id, a, b),
    'records.preview-restore': async ({ id, entry }) => await archive.versions.preview(id, entry),
    'records.restore': async ({ id, entry }) => {
      const written = await archive.versions.restore(id, entry)
      await archive.indexer.settled()
      return receiptOf(written)
    },
  }
}

/** The record if it is listed. Throws `records.not-found` if it was withdrawn or never existed. */
export async function existing(archive: Archive, id: RecordId): Promise<HoldfastRecord> {
  const record = await archive.store.row('records', id)
  if (!record || record.withdrawn) throw new AppError('records.not-found', { id })
  return record
}

// The date as stated is what the user wrote; the date used for sorting is derived from it unless the user enters
// another.
function withDerivedDate<Fields extends RecordEdit>(fields: Fields): Fields {
  if (fields.dateStated === undefined || fields.dateEdtf) return fields
  return { ...fields, dateEdtf: deriveEdtf(fields.dateStated) }
}

async function storeText(archive: Archive, text: string): Promise<ContentObject> {
  const stored = await archive.vault.putBytes(new TextEncoder().encode(text))
  const name = 'pasted.txt'
  const reading = await archive.extractor.extract({ hash: stored.hash, path: stored.path, name })
  const language = reading.text?.language ?? ''
  const facts = { ...reading.facts, characters: reading.text?.characters ?? 0 }
  const mediaType = 'text/plain'
  return {
    hash: stored.hash,
    role: 'original',
    sizeBytes: stored.sizeBytes,
    mediaType,
    name,
    language,
    facts,
    notes: [...reading.notes],
  }
}

async function readText(
  archive: Archive,
  record: HoldfastRecord,
  { hash, offset, limit }: { hash: Hash | undefined; offset: number; limit: number },
) {
  for (const object of record.objects) {
    if (hash !== undefined && object.hash !== hash) continue
    const text = await archive.passages(object)
    if (!text) continue
    return {
      object,
      total: text.passages.length,
      offset,
      passages: text.passages.slice(offset, offset + limit),
    }
  }
  return null
}
