import { isolate } from '../../../shared/text/isolate.ts'
import { digits } from './digits.ts'

/** Names of several scripts in one line, each in its own direction. */
const line = (names: readonly string[]) => names.map(isolate).join(', ')

/** What the other names say. */
export const aliases = {
  open: 'Other names…',
  title: 'Other names',
  intro: 'Names of one person, place or thing. A search for one of them finds the others too, both ways.',
  names: 'Names',
  namesHint: 'Separate them with commas.',
  example: 'Mohammad, Muhammad, محمد',
  add: 'Add group',
  none: 'No other names yet',
  noneText:
    'Holdfast guesses none. Add the spellings that your sources use, in any script; they belong to this archive and travel with it.',
  list: 'Groups of other names',
  count: (count: number) => (count === 1 ? `${digits(count)} group` : `${digits(count)} groups`),
  edit: 'Edit',
  editGroup: (names: readonly string[]) => `Edit ${line(names)}`,
  editNames: (name: string) => `Names beside ${isolate(name)}`,
  remove: 'Remove',
  removeGroup: (names: readonly string[]) => `Remove ${line(names)}`,
  added: (names: readonly string[]) => `Added: ${line(names)}`,
  changed: (names: readonly string[]) => `Changed to: ${line(names)}`,
  removed: (names: readonly string[]) => `Removed: ${line(names)}`,
  done: 'Done',
}
