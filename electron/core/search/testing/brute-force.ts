import type { SearchDocument, SearchTag } from '../../../../shared/model/search-document.ts'
import type { QueryNode } from '../../../../shared/query/query.ts'
import { createDistance } from '../index/terms/fuzzy.ts'
import { sampleTag } from './sample.ts'

/** A record with its text, as a scan of every record sees it. */
export interface Sample {
  readonly document: SearchDocument
  readonly text: readonly string[]
}

const root = sampleTag(1, 'oak')

/** The tag tree of the samples; `renameTag` changes the label of the last. */
export const tags: SearchTag[] = [root, sampleTag(2, 'oak/sun', root), sampleTag(3, 'sea')]

/** Gives the last tag another label; no record is touched. */
export function renameTag(label: string): void {
  tags[2] = sampleTag(3, label)
}

/** The words of each field, and the weight of one. Positions run through all values, with one left free between two. */
export function fieldsOf({ document, text }: Sample) {
  const wordsOf = (value: string) => value.split(' ').filter(Boolean)
  return [
    { values: [document.title], weight: 5 },
    { values: document.people, weight: 3 },
    { values: [document.id.replace('-', ' ')], weight: 4 },
    { values: text, weight: 1 },
  ].map(({ values, weight }) => ({ values: values.map(wordsOf), weight, words: values.flatMap(wordsOf) }))
}

/** The weight of a word's occurrences in a record. */
export function weightOf(word: string, one: Sample): number {
  const tagged = one.document.tags.filter((id) => pathOf(id).split('/').includes(word)).length
  return fieldsOf(one).reduce(
    (sum, field) => sum + field.weight * field.words.filter((each) => each === word).length,
    4 * tagged,
  )
}

function pathOf(id: string): string {
  return tags.find((tag) => tag.id === id)!.path
}

/** For each tag, how many of these records carry it or one below it. */
export function tagCounts(samples: readonly Sample[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { document } of samples)
    for (const id of new Set(document.tags.flatMap((each) => upward(each))))
      counts[id] = (counts[id] ?? 0) + 1
  return counts
}

function upward(id: string): string[] {
  const tag = tags.find((each) => each.id === id)!
  return tag.parent ? [id, ...upward(tag.parent)] : [id]
}

/** Whether a record matches a query. */
export function holds(node: QueryNode | null, one: Sample): boolean {
  switch (node?.type) {
    case undefined:
      return true
    case 'and':
      return node.nodes.every((each) => holds(each, one))
    case 'or':
      return node.nodes.some((each) => holds(each, one))
    case 'not':
      return !holds(node.node, one)
    case 'word':
      return valuesOf(node.field, one).some((value) =>
        value
          .split(' ')
          .some((word) =>
            node.prefix ? word.startsWith(node.text) : createDistance(node.text, 2)(word) <= node.fuzzy,
          ),
      )
    case 'phrase':
      return (
        valuesOf(node.field, one).some((value) => ` ${value} `.includes(` ${node.text} `)) ||
        (node.near > 0 && isNear(node, one))
      )
    case 'filter':
      return node.filter === 'kind'
        ? node.values.includes(one.document.kind)
        : node.values.some((value) => one.document.languages.includes(value))
    case 'date':
      return (
        one.document.fromDay !== null && new Date(one.document.fromDay * 86_400_000).getUTCFullYear() === 2010
      )
  }
}

function isNear({ text, field, near }: Extract<QueryNode, { type: 'phrase' }>, one: Sample): boolean {
  const wanted = text.split(' ')
  const values = [
    field === null || field === 'title' ? [one.document.title] : [],
    field === null || field === 'person' ? one.document.people : [],
    field === null || field === 'text' ? one.text : [],
  ]
  return values.some((list) => {
    const all = list.filter(Boolean).join('  ').split(' ')
    return all.some((_, at) => {
      const stretch = all.slice(at, at + wanted.length + near)
      return wanted.every((word) => stretch.includes(word))
    })
  })
}

function valuesOf(field: string | null, { document, text }: Sample): string[] {
  const paths = document.tags.map((id) => tags.find((tag) => tag.id === id)!.path.replace('/', ' '))
  const all = { title: [document.title], text, person: document.people, tag: paths }
  const id = document.id.replace('-', ' ')
  return field === null ? [...Object.values(all).flat(), id] : [...all[field as keyof typeof all]]
}
