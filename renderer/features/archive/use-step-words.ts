import type { UndoStep } from '../../../shared/contract/archive.ts'
import { useQuery } from '../../data/use-query.ts'
import { wordsOfTable } from '../../messages/table-words.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** Puts an undo step into words: “Tags changed on 12 records”. */
export function useStepWords(): (step: UndoStep) => string {
  const catalogue = useMessages()
  const { archive: words, records } = catalogue
  const { value: tags } = useQuery('tags.list', {})
  return (step) => {
    const { act, rows, table, fields } = step
    // The step names a tag by its id if it does not know the label.
    const title = shorten(tags?.find((tag) => tag.id === step.title)?.path ?? step.title)
    const named = fields.map((field) => records.fields[field]).filter((name) => name !== undefined)
    const { row, step: stepOf } = wordsOfTable(catalogue, table)
    if (stepOf) return stepOf(title)
    if (act === 'creation') return words.stepCreation(row.inSentence, title)
    if (act === 'accession' || act === 'ingestion') return words.stepAccession(rows, title)
    if (act === 'deaccession') return words.stepDeaccession(rows, title)
    if (act !== 'metadata modification') return words.stepOther(rows, title)
    if (named.length === 0) return words.stepModificationBare(rows, title)
    return words.stepModification(rows, named.join(', '), title)
  }
}

/** How many characters of a title are enough to name a step. */
const TITLE_LENGTH = 48

function shorten(title: string): string {
  return title.length > TITLE_LENGTH ? `${title.slice(0, TITLE_LENGTH - 1).trimEnd()}…` : title
}
