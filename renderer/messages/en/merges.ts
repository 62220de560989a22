import { isolate } from '../../../shared/text/isolate.ts'
import { counted, digits } from './digits.ts'

/** What the merge feature says. */
export const merge = {
  command: 'Merge another copy…',
  title: 'Merge another copy',
  advice:
    'Brings in everything from another copy of this archive, for example when two people worked separately. The other copy is verified first and only read. Nothing is lost from either: where both changed the same field, the later change applies until you decide.',
  choose: 'Choose the other copy’s folder…',
  noFolders:
    'A browser cannot choose folders on this computer. Use the command line: holdfast merge … --archive …',
  chooseAnother: 'Choose another folder…',
  chosen: 'The chosen copy',
  merge: 'Merge',
  looking: 'Examining the other copy',
  comes: (lines: number, objects: number, bytes: string) =>
    objects === 0
      ? `${counted(lines, 'ledger line', 'ledger lines')} would come in, and no files.`
      : `${counted(lines, 'ledger line', 'ledger lines')} and ${counted(objects, 'file', 'files')} (${bytes}) would come in.`,
  lastThere: (who: string, when: string) => `Its latest change is by ${isolate(who)}, ${when}.`,
  conflictsAhead: (count: number) =>
    count === 0
      ? 'No field was changed in both copies.'
      : `${count === 1 ? 'One field was' : `${digits(count)} fields were`} changed in both copies. You can decide about ${count === 1 ? 'it' : 'them'} afterwards.`,
  running: 'Verifying and copying',
  joining: 'Joining the two; this step cannot be stopped',
  progress: (done: string, total: string) => `${done} of ${total}`,
  ended: (conflicts: number) =>
    conflicts === 0
      ? 'The other copy was merged.'
      : `The other copy was merged. ${counted(conflicts, 'field is', 'fields are')} left to decide.`,
  nothingNew: 'The other copy has nothing that is missing here.',
  merged: (lines: number, objects: number) =>
    objects === 0
      ? `Merged: ${counted(lines, 'ledger line', 'ledger lines')} came in.`
      : `Merged: ${counted(lines, 'ledger line', 'ledger lines')} and ${counted(objects, 'file', 'files')} came in.`,
  conflicts: (count: number) =>
    count === 1
      ? 'One field was changed in both copies'
      : `${digits(count)} fields were changed in both copies`,
  conflictsAdvice:
    'The current value is marked. You can undo any decision, and nothing is removed from the history.',
  nothingToDecide: 'There is nothing to decide.',
  mine: 'This copy',
  theirs: 'The other copy',
  stands: 'current',
  by: (who: string, when: string) => `${isolate(who)}, ${when}`,
  keepMine: 'Keep this',
  takeMine: 'Take this',
  take: (field: string, side: string) => `${field}: ${side}`,
  edit: 'Edit in the record',
  keepAll: 'Keep all current values',
  more: (count: number) => `${digits(count)} more will follow once these are decided.`,
  decided: 'Decided.',
  listed: 'listed',
  withdrawn: 'withdrawn',
}
