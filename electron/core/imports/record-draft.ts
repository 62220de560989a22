import { extname } from 'node:path'
import type { TagId } from '../../../shared/model/ids.ts'
import type { ContentObject, ObjectFacts, ExtractionNote, RecordKind } from '../../../shared/model/record.ts'
import { RecordFields } from '../../../shared/model/record.ts'

/** What the extraction service found in an object. */
export interface ObjectReading {
  readonly mediaType: string
  readonly category: 'text' | 'captions' | 'video' | 'audio' | 'image' | 'other'
  readonly facts: ObjectFacts
  readonly notes: readonly ExtractionNote[]
  readonly text: { readonly language: string; readonly title: string; readonly characters: number } | null
}

/** Data, not prose: a table or a listing is a document even though it is text. */
const DATA = /json|csv|tab-separated|xml|yaml|x-ndjson|calendar|vcard/

/** Returns the kind that a file is first catalogued as; the user can change it. */
export function kindOf(reading: ObjectReading): RecordKind {
  if (reading.category === 'video') return 'video'
  if (reading.category !== 'text') return 'document'
  return DATA.test(reading.mediaType) &&
    !reading.mediaType.includes('openxml') &&
    !reading.mediaType.includes('html')
    ? 'document'
    : 'statement'
}

/** Builds the content object of an imported file, as its record names it. */
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
    // Zero tells a reader later that there is no text to look for.
    facts: { ...reading.facts, characters: reading.text?.characters ?? 0 },
    notes: [...reading.notes],
  }
}

/** Builds the fields of a new record for an imported file. It states nothing that the bytes do not show. */
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

/** Returns a name without its extension: `friday` for `friday.vtt`. */
export function baseName(name: string): string {
  return name.slice(0, name.length - extname(name).length)
}

/**
 * Returns the base names that a caption file may belong to, most specific first: `friday.en.vtt` → `friday.en`,
 * `friday`.
 */
export function captionBases(name: string): string[] {
  const base = baseName(name)
  const language = /^(.+)[._-]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(base)
  return language ? [base, language[1]!] : [base]
}

/** Returns the language in a caption file's name, or ''. */
export function captionLanguage(name: string): string {
  return /^.+[._-]([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)$/.exec(baseName(name))?.[1] ?? ''
}
