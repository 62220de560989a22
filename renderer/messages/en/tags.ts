import { digits } from './digits.ts'

/** What the tags feature says. */
export const tags = {
  row: { heading: 'Tag', inSentence: 'tag' },
  step: null,
  fields: { label: 'Name', parent: 'Under' },
  title: 'Tags',
  new: 'New tag…',
  newTitle: 'New tag',
  path: 'Name',
  pathHint: 'A slash puts one tag under another: medical/access',
  create: 'Create tag',
  createPath: (path: string) => `Create “${path}”`,
  none: 'Tags group records across kinds. Press T on a record to give it one.',
  menu: (tag: string) => `Actions for the tag ${tag}`,
  filter: 'Show only these records',
  unfilter: 'Show all records again',
  rename: 'Rename…',
  newName: (tag: string) => `New name of ${tag}`,
  move: 'Move under…',
  moveTitle: (tag: string) => `Move “${tag}”`,
  moveUnder: 'Under',
  moveTop: 'Top level',
  moveDo: 'Move',
  addUnder: 'New tag under this…',
  remove: 'Remove',
  removed: (tag: string) => `Removed the tag “${tag}”.`,
  renamed: (tag: string) => `Renamed to “${tag}”.`,
  moved: (tag: string) => `Moved “${tag}”.`,
  pick: 'Tag the records…',
  pickTitle: (count: number) => (count === 1 ? 'Tags of the record' : `Tags of ${digits(count)} records`),
  pickSearch: 'Add a tag',
  pickPlaceholder: 'Find or create a tag',
  pickHint: 'Enter adds or removes a tag. A new name creates a tag.',
  pickDone: 'Done',
  onAll: 'on all',
  onSome: (some: number, count: number) => `on ${digits(some)} of ${digits(count)}`,
  added: (count: number, tag: string) =>
    count === 1
      ? `Tagged ${digits(count)} record with “${tag}”.`
      : `Tagged ${digits(count)} records with “${tag}”.`,
  taken: (count: number, tag: string) =>
    count === 1
      ? `Removed “${tag}” from ${digits(count)} record.`
      : `Removed “${tag}” from ${digits(count)} records.`,
}
