import { recordKinds, verificationStatuses } from '../../../../../shared/model/choices.ts'
import type { Passage } from '../../../../../shared/model/passage.ts'
import type { SearchDocument } from '../../../../../shared/model/search-document.ts'
import { scanTokens } from '../../../../../shared/text/tokenise.ts'
import {
  createBytes,
  createNumbers,
  finishBytes,
  finishNumbers,
  pushNumber,
  writeBytes,
  writeVarint,
} from '../segment/bytes.ts'
import { createColumns } from '../segment/columns.ts'
import type { PositionField } from '../segment/fields.ts'
import { fieldWeights, positionFields, valuesOf } from '../segment/fields.ts'
import { orderByTitle, orderIds } from '../segment/order-keys.ts'
import { invert, packOwner } from './invert.ts'
import type { IndexedText } from '../terms/passage-finder.ts'
import { writeText } from '../terms/passage-finder.ts'
import type { SegmentData, StoredRecord } from '../segment/segment-data.ts'
import { bytesInMemory, NO_DAY } from '../segment/segment-data.ts'
import { createTermTable } from './term-table.ts'

/** Collects records in memory until `finish` turns them into a segment. */
export interface SegmentBuilder {
  /** Adds a record; `passagesOf` returns the passages of a hash, or null when its text is missing. */
  add(document: SearchDocument, passagesOf: (hash: string) => readonly Passage[] | null): void
  readonly records: () => number
  /** Words collected so far, which determine the memory in use. */
  readonly words: () => number
  finish(): SegmentData
}

/** Creates an empty builder. */
export function createSegmentBuilder(): SegmentBuilder {
  const occurrences = createOccurrences()
  const facts: RecordFacts[] = []
  const spans = createSlices()
  const passages = createSlices()
  const stored = createSlices()
  return {
    add(document, passagesOf) {
      const before = occurrences.words()
      const indexed = indexRecord(document, passagesOf, (text, field, position) =>
        occurrences.add(text, field, { owner: facts.length, position }),
      )
      spans.add(varints(indexed.spans))
      passages.add(bytesOfTexts(indexed.texts))
      stored.add(Buffer.from(JSON.stringify(storedOf(document))))
      facts.push(factsOf(document, occurrences.words() - before))
    },
    records: () => facts.length,
    words: occurrences.words,
    finish() {
      const spanSlices = spans.finish()
      const passageSlices = passages.finish()
      const storedSlices = stored.finish()
      return {
        ...occurrences.finish(),
        ...factColumns(facts),
        spans: spanSlices.bytes,
        spanOffsets: spanSlices.offsets,
        passages: bytesInMemory(passageSlices.bytes),
        passageOffsets: passageSlices.offsets,
        stored: bytesInMemory(storedSlices.bytes),
        storedOffsets: storedSlices.offsets,
      }
    },
  }
}

/** Every word so far, with its position. */
function createOccurrences() {
  const table = createTermTable()
  const runs = { starts: createNumbers(), positions: createNumbers(), owners: createNumbers() }
  let words = 0
  return {
    words: () => words,
    /** Adds the words of a text; returns the first free position after it. */
    add(
      text: string,
      field: PositionField,
      { owner, position }: { owner: number; position: number },
    ): number {
      const packed = packOwner(owner, fieldWeights[field])
      let expected = -1
      const next = scanTokens(text, position, (units, length, place) => {
        if (place.position !== expected) {
          pushNumber(runs.starts, table.length())
          pushNumber(runs.positions, place.position)
          pushNumber(runs.owners, packed)
        }
        expected = place.position + 1
        table.put(units, length)
      })
      words += next - position
      // The empty position after a value keeps a phrase from running into the next.
      return next > position ? next + 1 : position
    },
    finish: () =>
      invert(table, {
        terms: table.numbers(),
        runs: {
          starts: finishNumbers(runs.starts),
          positions: finishNumbers(runs.positions),
          owners: finishNumbers(runs.owners),
        },
      }),
  }
}

type IndexText = (text: string, field: PositionField, position: number) => number

/** Indexes all fields in order; returns how many positions each took, and the passages of each text. */
function indexRecord(
  document: SearchDocument,
  passagesOf: (hash: string) => readonly Passage[] | null,
  index: IndexText,
): { spans: number[]; texts: IndexedText[] } {
  const texts: IndexedText[] = []
  let position = 0
  const spans = positionFields.map((field) => {
    const start = position
    if (field === 'text' || field === 'transcript')
      for (const { hash, role } of document.texts.filter((each) => each.role === field)) {
        const from = position
        const ends = (passagesOf(hash) ?? []).map(
          (passage) => (position = index(passage.text, field, position)),
        )
        texts.push({ hash, role, spans: ends.map((end, at) => end - (ends[at - 1] ?? from)) })
      }
    else for (const value of valuesOf(document, field)) position = index(value, field, position)
    return position - start
  })
  return { spans, texts }
}

/** Slices of bytes, appended one after another. */
function createSlices() {
  const bytes = createBytes()
  const offsets = createNumbers()
  pushNumber(offsets, 0)
  return {
    add(slice: Uint8Array): void {
      writeBytes(bytes, slice)
      pushNumber(offsets, bytes.length)
    },
    finish: () => ({ bytes: finishBytes(bytes), offsets: finishNumbers(offsets) }),
  }
}

function bytesOfTexts(texts: readonly IndexedText[]): Uint8Array {
  const bytes = createBytes(64)
  for (const text of texts) writeText(bytes, text)
  return finishBytes(bytes)
}

function varints(values: readonly number[]): Uint8Array {
  const bytes = createBytes(16)
  for (const value of values) writeVarint(bytes, value)
  return finishBytes(bytes)
}

function storedOf(document: SearchDocument): StoredRecord {
  const { description, names, people, sources, places, symbols, details } = document
  const { dateStated, dateEdtf, sizeBytes, durationMs } = document
  const shown = { dateStated, dateEdtf, sizeBytes, durationMs }
  return { ...shown, description, names, people, sources, places, symbols, details }
}

type RecordFacts = ReturnType<typeof factsOf>

function factsOf(document: SearchDocument, length: number) {
  const { id, title, kind, verification, fromDay, toDay, modifiedAt } = document
  const { languages, sources, people, places, tags, traits = [] } = document
  const values = {
    language: languages,
    source: sources,
    person: people,
    place: places,
    tag: tags,
    trait: traits,
  }
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
    titles: titleBytes.bytes,
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
  const slices = createSlices()
  for (const text of texts) slices.add(Buffer.from(text))
  return slices.finish()
}
