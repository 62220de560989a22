/** A statement as it is being typed; dates and sources as the user writes them. */
export interface StatementDraft {
  readonly text: string
  readonly title: string
  readonly dateStated: string
  readonly sources: readonly string[]
  readonly tags: readonly string[]
}

export const emptyStatement: StatementDraft = { text: '', title: '', dateStated: '', sources: [], tags: [] }
