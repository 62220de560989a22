import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

/** Names of several scripts in one line, each in its own direction. */
const line = (names: readonly string[]) => names.map(isolate).join(', ')

/** The words of the alias dialog. */
export const aliases = {
  row: { heading: 'Aliases', inSentence: 'aliases' },
  step: (names: string) => `aliases ${isolate(names)} changed`,
  fields: { names: 'Names' },
  open: 'Aliases…',
  title: 'Aliases',
  intro: 'Names of one person, place or thing. A search for one of them finds the others too, both ways.',
  names: 'Names',
  namesHint: 'Separate them with commas.',
  example: 'Mohammad, Muhammad, محمد',
  add: 'Add group',
  none: 'No aliases yet',
  noneText:
    'Holdfast never guesses. Add the spellings your sources use, in any script; they are kept in this archive and travel with it.',
  list: 'Alias groups',
  count: (count: number) => (count === 1 ? `${digits(count)} group` : `${digits(count)} groups`),
  edit: 'Edit',
  editGroup: (names: readonly string[]) => `Edit ${line(names)}`,
  editNames: (name: string) => `Aliases of ${isolate(name)}`,
  remove: 'Remove',
  removeGroup: (names: readonly string[]) => `Remove ${line(names)}`,
  added: (names: readonly string[]) => `Added: ${line(names)}`,
  changed: (names: readonly string[]) => `Changed to: ${line(names)}`,
  removed: (names: readonly string[]) => `Removed: ${line(names)}`,
  done: 'Done',
}
