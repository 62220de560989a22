import { edtfRange } from '../../../shared/dates/edtf.ts'
import type { SearchDocument, SearchTag } from '../../../shared/model/search-document.ts'
import type { CitationFields } from '../../../shared/model/citation.ts'
import { countSignatories, type ContentObject, type HoldfastRecord } from '../../../shared/model/record.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { tagPath, type Tag } from '../../../shared/model/tag.ts'

/** Builds what the index contains of a record: every field that the user may remember a word of. */
export function searchDocumentOf(record: HoldfastRecord): SearchDocument {
  const range = edtfRange(record.dateEdtf)
  return {
    id: record.id,
    kind: record.kind,
    title: record.title,
    description: record.description,
    names: record.objects.map((object) => object.name),
    people: record.people,
    sources: record.sources,
    places: record.places,
    tags: record.tags,
    languages: record.languages,
    verification: record.verification.status,
    fromDay: range?.fromDay ?? null,
    toDay: range?.toDay ?? null,
    dateStated: record.dateStated,
    dateEdtf: record.dateEdtf,
    sizeBytes: record.objects.reduce((sum, object) => sum + object.sizeBytes, 0),
    durationMs:
      record.objects.find((object) => object.facts.durationMs !== undefined)?.facts.durationMs ?? null,
    symbols: record.citation ? [record.citation.symbol, record.citation.refworldId].filter(Boolean) : [],
    details: detailsOf(record),
    texts: record.objects.filter(holdsText).map(({ hash, role }) => ({
      hash,
      role: role === 'transcript' ? 'transcript' : 'text',
    })),
    modifiedAt: record.modifiedAt,
    traits: traitsOf(record),
  }
}

/** What `has:` and `grade:` filter by. */
function traitsOf({ objects, reliability, credibility }: HoldfastRecord): string[] {
  const traits = [`grade:${reliability.toLowerCase()}${credibility}`]
  if (objects.some(({ mediaType }) => mediaType.startsWith('video/'))) traits.push('has:video')
  if (objects.some(({ role }) => role === 'transcript')) traits.push('has:transcript')
  return traits
}

/** Returns the tags in use as the index needs them. */
export function searchTagsOf(tags: ReadonlyMap<TagId, Tag>): SearchTag[] {
  return [...tags.values()]
    .filter((tag) => !tag.withdrawn)
    .map(({ id, parent, label }) => ({ id, parent, label, path: tagPath(id, tags) }))
}

/** Returns whether text was found in an object. */
export function holdsText(object: ContentObject): boolean {
  return (object.facts.characters ?? 0) > 0
}

function detailsOf(record: HoldfastRecord): string[] {
  const { verification, signatories, citation } = record
  const signed = signatories.map((each) =>
    each.type === 'group' ? `${each.label} ${each.count}` : `${each.name} ${each.role}`,
  )
  const sum = signatories.length > 1 ? [String(countSignatories(signatories))] : []
  return [
    ...signed,
    ...sum,
    record.dateStated,
    record.rights,
    record.consent,
    verification.method,
    verification.examiner,
    verification.reason,
    ...(citation ? citationDetails(citation) : []),
  ].filter(Boolean)
}

function citationDetails(citation: CitationFields): string[] {
  const texts = [
    citation.author,
    citation.shortTitle,
    citation.documentType,
    citation.series,
    citation.supersededBy,
  ]
  const more = [citation.supersedes, citation.pinpoint, citation.notes, citation.webArchiveUrl]
  return [
    ...texts,
    ...more,
    ...citation.coAuthors,
    ...citation.countries,
    ...citation.topics,
    ...citation.refworldUrls,
    ...citation.otherUrls,
  ]
}
