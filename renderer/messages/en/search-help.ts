/** One line of the sheet: what to type, and what that finds. */
export interface HelpLine {
  readonly example: string
  readonly finds: string
}

/** The language of the search box by topic, in plain words; the examples can be tried. */
export const helpTopics: readonly { readonly title: string; readonly lines: readonly HelpLine[] }[] = [
  {
    title: 'Words',
    lines: [
      { example: 'freedom movement', finds: 'both words' },
      { example: 'clinic OR hospital', finds: 'one or the other; OR in capitals' },
      { example: 'freedom -state', finds: 'the first but not the second' },
      { example: '(clinic OR hospital) closed', finds: 'grouped with parentheses' },
      { example: '"freedom of movement"', finds: 'these words next to each other, in this order' },
      {
        example: '"movement freedom"~5',
        finds: 'these words near each other, with at most 5 others between',
      },
    ],
  },
  {
    title: 'Spelling',
    lines: [
      { example: 'free*', finds: 'words that begin this way' },
      { example: 'fredom~', finds: 'similar words, one letter off; ~2 allows two' },
      { example: '=Freedom', finds: 'exactly these letters: no other forms, capitals or accents' },
    ],
  },
  {
    title: 'Persian, Arabic, Kurdish',
    lines: [
      { example: '«حقوق بشر»', finds: 'these words next to each other; «…» works like "…"' },
      {
        example: 'آزادی -دولت',
        finds: 'the first but not the second; the signs are the same in every script',
      },
    ],
  },
  {
    title: 'In one field',
    lines: [
      { example: 'title:statement', finds: 'in the title' },
      { example: 'text:freedom', finds: 'in texts and transcripts only' },
      { example: 'person:"Ali"', finds: 'in people; source:, place: and tag: work the same way' },
      { example: 'note:translation', finds: 'in the description, notes and other details' },
      {
        example: 'name:pdf',
        finds: 'in file names; symbol: and id: find document symbols and accession numbers',
      },
    ],
  },
  {
    title: 'Filters',
    lines: [
      { example: 'kind:video', finds: 'videos; also statement, citation, document' },
      { example: 'lang:fa,en', finds: 'Persian or English, by language code' },
      { example: 'date:2011..2014', finds: 'dated in these years; date:2014-09 and date:2011.. also work' },
      {
        example: 'verification:corroborated',
        finds: 'also contradicted, inconclusive, under-examination, not-examined',
      },
      { example: 'has:transcript', finds: 'with a transcript; has:video with a video' },
      { example: 'grade:b2', finds: 'graded B2; grade:b or grade:2 for one part' },
      { example: 'case:k-7', finds: 'in the case with this short name; no record has cases yet' },
    ],
  },
]
