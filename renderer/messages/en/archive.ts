import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

/** What the archive feature says. */
export const archive = {
  row: { heading: 'Archive', inSentence: 'archive' },
  step: null,
  menu: 'Archive',
  menuOf: (title: string) => `Archive: ${title}`,
  known: 'Archives on this computer',
  new: 'New archive…',
  openFolder: 'Open a folder…',
  rename: 'Rename this archive…',
  check: 'Archive health…',
  checkTitle: 'Archive health',
  readOnly: 'Read-only',
  readOnlyHint:
    'Nothing can be changed here: the folder cannot be written to, or somebody else has the archive open.',
  readOnlyNewer: 'Nothing can be changed here: a newer Holdfast wrote this archive.',
  newer: (format: number, leftOut: number) =>
    `A newer Holdfast wrote this archive (format ${digits(format)}), so it is open read-only. Update Holdfast to work on it.` +
    (leftOut === 0
      ? ''
      : ` ${digits(leftOut)} of its records, tags or searches can only be shown by the newer version; they are left out here.`),
  received: 'From elsewhere, read-only',
  receivedTitle: 'This archive came from elsewhere',
  receivedAbout:
    'This computer neither made this folder nor has worked in it. It is open for reading only: nothing in it is changed, and nothing that it says was left to be done is done. Nothing derived in it is believed; texts, lists and the search are made again from its ledger and files.',
  receivedWriters: 'Who wrote it, and what vouches for that',
  receivedLooking: 'The ledger is being read…',
  receivedUnknown: 'What cannot be known from the folder',
  receivedCannot: [
    'Whether lines are missing at the end of a ledger, unless somebody kept its head.',
    'Who a person named in a line is. A signature shows which key signed, not who held it: compare the key with its owner, by voice or on paper.',
    'When something was written. A date is what the writer’s clock said; only a timestamp of an authority says more.',
  ],
  receivedRead: 'Only read it',
  receivedMine: 'This is mine to work on',
  openReading: 'Open for reading',
  openAgain: 'Open again',
  gone: (path: string) =>
    `The folder ${isolate(path)} is not there any more: the drive was removed, or the folder was moved. Reconnect it to continue, or open the archive in its new place.`,
  back: 'The archive folder is back.',
  repaired: (message: string, more: number) =>
    more === 0
      ? message
      : `${message} ${digits(more)} more ${more === 1 ? 'file was' : 'files were'} repaired.`,
  repairedKept: (path: string) => `The damaged original is kept in ${isolate(path)}.`,
  title: 'Title',
  titleHint: 'For example the name of the case. You can change it at any time.',
  place: 'It will be a folder of its own in your Holdfast folder.',
  placeChosen: (name: string) => `It will be in the folder ${name}.`,
  choosePlace: 'Choose another folder…',
  share: 'Share it with the group of its folder',
  shared: 'Everybody in that group on this computer can read and change the archive.',
  notShared: 'Only you can read it on this computer.',
  create: 'Create archive',
  newTitle: 'New archive',
  renameTitle: 'Rename the archive',
  switched: (title: string) => `Opened “${title}”.`,
  refused: (title: string, why: string) => `“${title}” could not be opened; another archive is shown. ${why}`,
  welcomeTitle: 'Welcome to Holdfast',
  welcome1:
    'Holdfast keeps statements, videos and citations on this computer, word for word and byte for byte, and finds any sentence in them.',
  welcome2: 'It records who states what and when; it takes no side, and nothing leaves this computer.',
  welcome3: 'Behind this message is a small sample archive to try things out.',
  welcomeStart: 'Start my own archive',
  welcomeLook: 'Look around',
  undo: 'Undo',
  redo: 'Redo',
  undoWhat: (what: string) => `Undo: ${what}`,
  redoWhat: (what: string) => `Redo: ${what}`,
  undone: (what: string) => `Undone: ${what}`,
  redone: (what: string) => `Redone: ${what}`,
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  stepAccession: (count: number, title: string) =>
    count === 1 ? `“${title}” added` : `${digits(count)} records added`,
  stepCreation: (table: string, title: string) => `${table} “${title}” created`,
  stepModification: (count: number, fields: string, title: string) =>
    count === 1 ? `${fields} changed on “${title}”` : `${fields} changed on ${digits(count)} records`,
  stepModificationBare: (count: number, title: string) =>
    count === 1 ? `“${title}” changed` : `${digits(count)} records changed`,
  stepDeaccession: (count: number, title: string) =>
    count === 1 ? `“${title}” withdrawn` : `${digits(count)} records withdrawn`,
  stepOther: (count: number, title: string) =>
    count === 1 ? `“${title}” changed` : `${digits(count)} items changed`,
  changedTitle: 'Changed since',
  changedUndo: (what: string) => `Undoing this step (${what}) would overwrite later changes.`,
  changedRedo: (what: string) => `Redoing this step (${what}) would overwrite later changes.`,
  changedCount: (changed: number, rest: number) => {
    if (rest > 0)
      return `${digits(changed)} of ${digits(changed + rest)} ${changed === 1 ? 'was' : 'were'} changed since.`
    return changed === 1
      ? 'Everything it touched was changed since.'
      : `All ${digits(changed)} were changed since.`
  },
  changedChoice: (anyway: string, rest: string) =>
    `“${anyway}” restores the older values. “${rest}” keeps the later changes.`,
  changedFirst: (count: number) => `The first ${digits(count)} of them:`,
  changedBy: (who: string, when: string) => `changed by ${isolate(who)}, ${when}`,
  changedNow: 'now',
  changedBack: 'after this step',
  changedWithdraw: 'It would be withdrawn together with a later change:',
  changedListed: 'listed',
  changedWithdrawn: 'withdrawn',
  changedNone: 'Nothing is in the way any more.',
  undoAnyway: 'Undo anyway',
  undoRest: (count: number) => (count === 0 ? 'Skip this step' : 'Undo the rest only'),
  redoAnyway: 'Redo anyway',
  redoRest: (count: number) => (count === 0 ? 'Skip this step' : 'Redo the rest only'),
  undoneRest: (what: string) => `Undone, except later changes: ${what}`,
  redoneRest: (what: string) => `Redone, except later changes: ${what}`,
  cancel: 'Cancel',
}
