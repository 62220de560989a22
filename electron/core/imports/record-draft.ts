import { extname } from 'node:path'
import type { TagId } from '../../../shared/model/ids.ts'
import type { ContentObject, ObjectFacts, ExtractionNote, RecordKind } from '../../../shared/model/record.ts'
import { RecordFields } from '../../../shared/model/record.ts'

/** What reading an object told; the shape that the extraction service answers. */
export interface ObjectReading {
  readonly mediaType: string
  readonly category: 'text' | 'captions' | 'video' | 'audio' | 'image' | 'other'
  readonly facts: ObjectFacts
  readonly notes: readonly ExtractionNote[]
  readonly text: { readonly language: string; readonly title: string; readonly characters: number } | null
}

/** Data, not prose: a table or a listing is a document even though it is text. */
const DATA = /json|csv|tab-separated|xml|yaml|x-ndjson|calendar|vcard/

/** The kind a file is catalogued as first; a person can change it. */
export function kindOf(reading: ObjectReading): RecordKind {
  if (reading.category === 'video') return 'video'
  if (reading.category !== 'text') return 'document'
  return DATA.test(reading.mediaType) &&
    !reading.mediaType.includes('openxml') &&
    !reading.mediaType.includes('html')
    ? 'document'
    : 'statement'
}

/** The vault object of an imported file, as its record names it. */
export function objectOf(
  stored: { hash: ContentObject['hash']; sizeBytes: number },
  name: string,
  reading: ObjectReading,
  role: ContentObject['role'],
): ContentObject {
  return {
    hash: stored.hash,
    role,
    sizeBytes: stored.sizeBytes,
    mediaType: reading.mediaType,
    name,
    language: reading.text?.language ?? '',
    // Zero characters is what tells a reader later that there is no text to look for.
    facts: { ...reading.facts, characters: reading.text?.characters ?? 0 },
    notes: [...reading.notes],
  }
}

/** The fields of a new record for an imported file. Nothing is claimed of it that the bytes do not say. */
export function fieldsOf(
  name: string,
  reading: ObjectReading,
  objects: readonly ContentObject[],
  tags: readonly TagId[],
) {
  const title = reading.text?.title.trim() || name
  const languages = reading.text?.language ? [reading.text.language] : []
  return {
    ...RecordFields.parse({ kind: kindOf(reading), title, languages }),
    objects,
    tags,
    withdrawn: null,
  }
}

/** A name without its extension: `friday` of `friday.vtt`. */
export function baseName(name: string): string {
  return name.slice(0, name.length - extname(name).length)
}

/** Base names that a caption file may belong to, the nearest first: `friday.en.vtt` → `friday.en`, `friday`. */
export function captionBases(name: string): string[] {
  const base = baseName(name)
  const language = /^(.+)[._-]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(base)
  return language ? [base, language[1]!] : [base]
}

/** The language that a caption file's name says, or ''. */
export function captionLanguage(name: string): string {
  return /^.+[._-]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(baseName(name))?.[1] ?? ''
}
