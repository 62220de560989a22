import { recordKinds, verificationStatuses } from '../../../../shared/model/record.ts'
import type { Passage } from '../../../../shared/model/passage.ts'
import type { SearchDocument } from '../../../../shared/model/search-document.ts'
import { scanTokens } from '../../../../shared/text/tokenise.ts'
import {
  createBytes,
  createNumbers,
  finishBytes,
  finishNumbers,
  pushNumber,
  writeBytes,
  writeVarint,
} from './bytes.ts'
import { createColumns } from './columns.ts'
import type { PositionField } from './fields.ts'
import { fieldWeights, positionFields } from './fields.ts'
import { orderByTitle, orderIds } from './order-keys.ts'
import { invert } from './invert.ts'
import type { SegmentData, StoredRecord } from './segment-data.ts'
import { bytesInMemory, NO_DAY } from './segment-data.ts'
import { createTermTable } from './term-table.ts'

/** Collects records in memory until `finish` makes a segment of them. */
export interface SegmentBuilder {
  /** Adds a record; `passagesOf` gives the passages of a hash, or null where its text is not there. */
  add(document: SearchDocument, passagesOf: (hash: string) => readonly Passage[] | null): void
  readonly records: () => number
  /** Words collected, which is what memory goes by. */
  readonly words: () => number
  finish(): SegmentData
}

/** Makes an empty builder. */
export function createSegmentBuilder(): SegmentBuilder {
  const table = createTermTable()
  const terms = createNumbers(1 << 12)
  const positions = createNumbers(1 << 12)
  const owners = createNumbers(1 << 12)
  const weights = createNumbers(1 << 12)
  const documents: RecordFacts[] = []
  const spans = createBytes()
  const spanOffsets = createNumbers()
  const stored = createBytes()
  const storedOffsets = createNumbers()
  pushNumber(spanOffsets, 0)
  pushNumber(storedOffsets, 0)

  function index(text: string, field: PositionField, position: number): number {
    const owner = documents.length
    const weight = fieldWeights[field]
    const next = scanTokens(text, position, (units, length, place) => {
      pushNumber(terms, table.idOf(units, length))
      pushNumber(positions, place.position)
      pushNumber(owners, owner)
      pushNumber(weights, weight)
    })
    words += next - position
    // The empty position behind a value keeps a phrase from running into the next.
    return next > position ? next + 1 : position
  }
  let words = 0

  return {
    add(document, passagesOf) {
      const before = words
      const texts: StoredRecord['texts'][number][] = []
      let position = 0
      for (const field of positionFields) {
        const start = position
        if (field === 'text' || field === 'transcript') {
          for (const text of document.texts.filter((each) => each.role === field)) {
            const lengths: number[] = []
            for (const passage of passagesOf(text.hash) ?? []) {
              const next = index(passage.text, field, position)
              lengths.push(next - position)
              position = next
            }
            texts.push({ hash: text.hash, role: text.role, spans: lengths })
          }
        } else for (const value of valuesOf(document, field)) position = index(value, field, position)
        writeVarint(spans, position - start)
      }
      pushNumber(spanOffsets, spans.length)
      writeBytes(stored, Buffer.from(JSON.stringify(storedOf(document, texts))))
      pushNumber(storedOffsets, stored.length)
      documents.push(factsOf(document, words - before))
    },
    records: () => documents.length,
    words: () => words,
    finish: () => ({
      ...invert(table, {
        terms: finishNumbers(terms),
        positions: finishNumbers(positions),
        owners: finishNumbers(owners),
        weights: finishNumbers(weights),
      }),
      ...factColumns(documents),
      spans: finishBytes(spans),
      spanOffsets: finishNumbers(spanOffsets),
      stored: bytesInMemory(finishBytes(stored)),
      storedOffsets: finishNumbers(storedOffsets),
    }),
  }
}

/** The values of a metadata field, in the order in which their positions run. */
export function valuesOf(
  record: Omit<StoredRecord, 'texts'> & { readonly id: string; readonly title: string },
  field: Exclude<PositionField, 'text' | 'transcript'>,
): readonly string[] {
  switch (field) {
    case 'title':
      return [record.title]
    case 'name':
      return record.names
    case 'person':
      return record.people
    case 'source':
      return record.sources
    case 'place':
      return record.places
    case 'symbol':
      return record.symbols
    case 'id':
      return [record.id]
    case 'description':
      return [record.description]
    case 'details':
      return record.details
  }
}

function storedOf(document: SearchDocument, texts: StoredRecord['texts']): StoredRecord {
  const { description, names, people, sources, places, symbols, details } = document
  return { description, names, people, sources, places, symbols, details, texts }
}

type RecordFacts = ReturnType<typeof factsOf>

function factsOf(document: SearchDocument, length: number) {
  const { id, title, kind, verification, fromDay, toDay, modifiedAt } = document
  const { languages, sources, people, places, tags } = document
  const values = { language: languages, source: sources, person: people, place: places, tag: tags }
  return { id, title, kind, verification, fromDay, toDay, modifiedAt, length, values }
}

function factColumns(documents: readonly RecordFacts[]) {
  const ids = documents.map((each) => each.id)
  const titles = documents.map((each) => each.title)
  const idBytes = packStrings(ids)
  const titleBytes = packStrings(titles)
  const idOrder = orderIds(ids)
  return {
    records: documents.length,
    ids: idBytes.bytes,
    idOffsets: idBytes.offsets,
    idOrder,
    titles: bytesInMemory(titleBytes.bytes),
    titleOffsets: titleBytes.offsets,
    titleOrder: orderByTitle(titles, idOrder),
    kinds: Uint8Array.from(documents, (each) => recordKinds.indexOf(each.kind)),
    verifications: Uint8Array.from(documents, (each) => verificationStatuses.indexOf(each.verification)),
    fromDays: Int32Array.from(documents, (each) => each.fromDay ?? NO_DAY),
    toDays: Int32Array.from(documents, (each) => each.toDay ?? NO_DAY),
    modifiedTimes: Float64Array.from(documents, (each) => Date.parse(each.modifiedAt) || 0),
    lengths: Uint32Array.from(documents, (each) => each.length),
    columns: createColumns(documents.map((each) => each.values)),
  }
}

function packStrings(texts: readonly string[]): { bytes: Uint8Array; offsets: Uint32Array } {
  const bytes = createBytes()
  const offsets = new Uint32Array(texts.length + 1)
  texts.forEach((text, index) => {
    writeBytes(bytes, Buffer.from(text))
    offsets[index + 1] = bytes.length
  })
  return { bytes: finishBytes(bytes), offsets }
}
