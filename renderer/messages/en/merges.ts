import { isolate } from '../../../shared/text/isolate.ts'
import { counted, digits } from './digits.ts'

/** What the merge feature says. */
export const merge = {
  command: 'Merge another copy…',
  title: 'Merge another copy',
  advice:
    'Takes in everything that another copy of this archive holds, as when two people worked apart. The other copy is verified first and only read. Nothing of either is lost: where both changed one field, the later change stands until you decide.',
  choose: 'Choose the folder of the other copy…',
  noFolders:
    'A browser cannot choose folders of this computer. On the command line: holdfast merge … --archive …',
  chooseAnother: 'Choose another folder…',
  chosen: 'The chosen copy',
  merge: 'Merge',
  looking: 'Looking at the other copy',
  comes: (lines: number, objects: number, bytes: string) =>
    objects === 0
      ? `${counted(lines, 'ledger line', 'ledger lines')} would come in, and no files.`
      : `${counted(lines, 'ledger line', 'ledger lines')} and ${counted(objects, 'file', 'files')} (${bytes}) would come in.`,
  lastThere: (who: string, when: string) => `The last change there is by ${isolate(who)}, ${when}.`,
  conflictsAhead: (count: number) =>
    count === 0
      ? 'No field was changed in both copies.'
      : `${count === 1 ? 'One field was' : `${digits(count)} fields were`} changed in both copies. You decide about ${count === 1 ? 'it' : 'them'} afterwards.`,
  running: 'Verifying and copying',
  joining: 'Putting the two together; this cannot be stopped',
  progress: (done: string, total: string) => `${done} of ${total}`,
  ended: (conflicts: number) =>
    conflicts === 0
      ? 'The other copy was merged.'
      : `The other copy was merged. ${counted(conflicts, 'field is', 'fields are')} left to decide.`,
  nothingNew: 'The other copy holds nothing that this one lacks.',
  merged: (lines: number, objects: number) =>
    objects === 0
      ? `Merged: ${counted(lines, 'ledger line', 'ledger lines')} came in.`
      : `Merged: ${counted(lines, 'ledger line', 'ledger lines')} and ${counted(objects, 'file', 'files')} came in.`,
  conflicts: (count: number) =>
    count === 1
      ? 'One field was changed in both copies'
      : `${digits(count)} fields were changed in both copies`,
  conflictsAdvice:
    'What stands now is marked. Whatever you decide can be undone, and nothing leaves the history.',
  nothingToDecide: 'There is nothing to decide.',
  mine: 'This copy',
  theirs: 'The other copy',
  stands: 'stands now',
  by: (who: string, when: string) => `${isolate(who)}, ${when}`,
  keepMine: 'Keep this',
  takeMine: 'Take this',
  take: (field: string, side: string) => `${field}: ${side}`,
  edit: 'Edit in the record',
  keepAll: 'Keep all as they stand',
  more: (count: number) => `${digits(count)} more follow when these are decided.`,
  decided: 'Decided.',
  listed: 'listed',
  withdrawn: 'withdrawn',
  tableNames: {
    records: '',
    tags: 'Tag',
    aliases: 'Other names',
    searches: 'Saved search',
    archive: 'Archive',
  },
}
