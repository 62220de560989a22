import { isolate } from '../isolate.ts'
import { digits } from './digits.ts'

/** What the archive feature says. */
export const archive = {
  menu: 'Archive',
  menuOf: (title: string) => `Archive: ${title}`,
  known: 'Archives on this computer',
  new: 'New archive…',
  openFolder: 'Open a folder…',
  rename: 'Rename this archive…',
  check: 'Verify the archive…',
  checkTitle: 'Verify the archive',
  readOnly: 'For reading only',
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
  tables: { records: 'record', tags: 'tag', archive: 'archive' },
}
