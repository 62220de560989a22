import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

/** What the archive feature says. */
export const archive = {
  menu: 'Archive',
  menuOf: (title: string) => `Archive: ${title}`,
  known: 'Archives on this computer',
  new: 'New archive…',
  openFolder: 'Open a folder…',
  rename: 'Rename this archive…',
  check: 'Custody and verification…',
  checkTitle: 'How this archive stands',
  readOnly: 'For reading only',
  readOnlyHint:
    'Nothing can be changed here: the folder cannot be written, or somebody else has the archive open.',
  readOnlyNewer: 'Nothing can be changed here: a newer Holdfast wrote this archive.',
  newer: (format: number, leftOut: number) =>
    `A newer Holdfast wrote this archive (format ${digits(format)}), so it is open for reading only. Update Holdfast to work on it.` +
    (leftOut === 0
      ? ''
      : ` ${digits(leftOut)} of its records, tags or searches can only be shown by the newer one; they are left out here.`),
  openReading: 'Open for reading',
  openAgain: 'Open again',
  gone: (path: string) =>
    `The folder ${isolate(path)} is gone: a drive was taken out, or it was moved. Bring it back to go on, or open the archive again where it is now.`,
  back: 'The folder of the archive is back.',
  repaired: (message: string, more: number) =>
    more === 0
      ? message
      : `${message} ${digits(more)} more ${more === 1 ? 'file was' : 'files were'} set right.`,
  repairedKept: (path: string) => `What was there is kept in ${isolate(path)}.`,
  title: 'Title',
  titleHint: 'For example the name of the case. You can change it at any time.',
  place: 'It is kept as a folder of its own in your Holdfast folder.',
  placeChosen: (name: string) => `It is kept in the folder ${name}.`,
  choosePlace: 'Choose another folder…',
  create: 'Create archive',
  newTitle: 'New archive',
  renameTitle: 'Rename the archive',
  switched: (title: string) => `Opened “${title}”.`,
  refused: (title: string, why: string) => `“${title}” was not opened; another archive is shown. ${why}`,
  welcomeTitle: 'Welcome to Holdfast',
  welcome1:
    'Holdfast keeps statements, videos and citations on this computer, word for word and byte for byte, and finds any sentence in them.',
  welcome2: 'It records who states what and when; it takes no side, and nothing leaves this computer.',
  welcome3: 'What you see behind this is a small sample archive to try things on.',
  welcomeStart: 'Start my own archive',
  welcomeLook: 'Look around',
  undo: 'Undo',
  redo: 'Redo',
  undoWhat: (what: string) => `Undo: ${what}`,
  redoWhat: (what: string) => `Redo: ${what}`,
  undone: (what: string) => `Taken back: ${what}`,
  redone: (what: string) => `Done again: ${what}`,
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  stepAccession: (count: number, title: string) =>
    count === 1 ? `the addition of “${title}”` : `the addition of ${digits(count)} records`,
  stepCreation: (table: string, title: string) => `the new ${table} “${title}”`,
  stepModification: (count: number, fields: string, title: string) =>
    count === 1
      ? `the change of ${fields} in “${title}”`
      : `the change of ${fields} in ${digits(count)} records`,
  stepModificationBare: (count: number, title: string) =>
    count === 1 ? `the change to “${title}”` : `the change to ${digits(count)} records`,
  stepDeaccession: (count: number, title: string) =>
    count === 1 ? `the withdrawal of “${title}”` : `the withdrawal of ${digits(count)} records`,
  stepAliases: (names: string) => `the change of the other names ${isolate(names)}`,
  stepSearches: (name: string) => `the change of the saved search “${isolate(name)}”`,
  stepOther: (count: number, title: string) =>
    count === 1 ? `a change to “${title}”` : `a change to ${digits(count)} rows`,
  changedTitle: 'Changed since',
  changedUndo: (what: string) => `Taking back ${what} would overwrite what was changed after it.`,
  changedRedo: (what: string) => `Doing ${what} again would overwrite what was changed after it.`,
  changedCount: (changed: number, rest: number) => {
    if (rest > 0)
      return `${digits(changed)} of ${digits(changed + rest)} ${changed === 1 ? 'was' : 'were'} changed since.`
    return changed === 1 ? 'All it touched was changed since.' : `All ${digits(changed)} were changed since.`
  },
  changedChoice: (anyway: string, rest: string) =>
    `“${anyway}” gives the older values back. “${rest}” leaves what was changed as it is now.`,
  changedFirst: (count: number) => `The first ${digits(count)} of them:`,
  changedBy: (who: string, when: string) => `changed by ${isolate(who)}, ${when}`,
  changedNow: 'now',
  changedBack: 'would come back',
  changedWithdraw: 'It would be withdrawn with the change that somebody made in it:',
  changedListed: 'listed',
  changedWithdrawn: 'withdrawn',
  changedNone: 'Nothing stands in the way any more.',
  /** Fields of what is not a record. */
  changedFields: {
    label: 'Name',
    parent: 'Under',
    names: 'Names',
    name: 'Name',
    query: 'Query',
    filters: 'Filters',
    sort: 'Order',
    descending: 'Order turned round',
  },
  undoAnyway: 'Undo anyway',
  undoRest: (count: number) => (count === 0 ? 'Leave it and go on' : 'Undo the rest only'),
  redoAnyway: 'Do it again anyway',
  redoRest: (count: number) => (count === 0 ? 'Leave it and go on' : 'Do the rest only'),
  undoneRest: (what: string) => `Taken back, without what was changed since: ${what}`,
  redoneRest: (what: string) => `Done again, without what was changed since: ${what}`,
  cancel: 'Cancel',
  tables: { records: 'record', tags: 'tag', archive: 'archive' },
}
