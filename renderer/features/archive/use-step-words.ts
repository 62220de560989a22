import type { UndoStep } from '../../../shared/contract/archive.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** Puts a step of undo in words: “Tags changed on 12 records”. */
export function useStepWords(): (step: UndoStep) => string {
  const { archive: words, records } = useMessages()
  const { value: tags } = useQuery('tags.list', {})
  return (step) => {
    const { act, rows, table, fields } = step
    // A tag is named by its id where the step does not know its label.
    const title = shorten(tags?.find((tag) => tag.id === step.title)?.path ?? step.title)
    const named = fields.map((field) => records.fields[field]).filter((name) => name !== undefined)
    if (table === 'aliases') return words.stepAliases(title)
    if (table === 'searches') return words.stepSearches(title)
    if (act === 'creation') return words.stepCreation(words.tables[tableOf(table)], title)
    if (act === 'accession' || act === 'ingestion') return words.stepAccession(rows, title)
    if (act === 'deaccession') return words.stepDeaccession(rows, title)
    if (act !== 'metadata modification') return words.stepOther(rows, title)
    if (named.length === 0) return words.stepModificationBare(rows, title)
    return words.stepModification(rows, named.join(', '), title)
  }
}

/** How much of a title names a step well enough, in characters. */
const TITLE_LENGTH = 48

function shorten(title: string): string {
  return title.length > TITLE_LENGTH ? `${title.slice(0, TITLE_LENGTH - 1).trimEnd()}…` : title
}

function tableOf(table: string): 'records' | 'tags' | 'archive' {
  return table === 'tags' || table === 'archive' ? table : 'records'
}
