import type { ErrorCode } from './error-codes.ts'
import type { ErrorFacts } from './result.ts'
import { isolate } from './text/isolate.ts'

/** What happened, what is safe, what to do: one sentence set for every code, in English. */
export const errorSentences: Readonly<Record<ErrorCode, string>> = {
  internal: 'Something went wrong inside Holdfast. What was saved is safe. The log names it {id}.',
  'request.invalid': 'The request “{method}” was not understood: {problem}',
  'request.unknown-method': 'There is no method “{method}”. “holdfast methods” lists them all.',
  'request.broken-text':
    'The text given to “{method}” holds half of a character, which no file can keep. Type it again.',
  'request.unknown-ticket': 'The chosen file is no longer known here. Choose it again.',
  'request.usage': '{problem} “holdfast help” shows how each command is written.',
  'archive.not-found': 'There is no archive at {path}. Check the path, or create one with “init”.',
  'archive.not-an-archive':
    'The folder {path} is not a Holdfast archive: holdfast.json is missing or not readable. Nothing in it was changed.',
  'archive.unfinished':
    'The folder {path} holds a restoring of a backup that broke off, so it is no archive yet. Restore the same backup into it again, which goes on from there, or delete the folder.',
  'archive.not-plain':
    '{path} is a link, a device or another thing than what belongs there. Holdfast follows no link inside an archive or a backup, so nothing was read or changed. Put the file or folder itself in its place.',
  'archive.exists': 'The folder {path} is not empty. Choose an empty or a new folder for a new archive.',
  'archive.locked':
    'The archive is open elsewhere: {who}, since {since}. Close it there first; nothing was changed.',
  'archive.newer-format':
    'This archive was written by a newer Holdfast (format {format}) that this one cannot read. Update Holdfast; nothing was changed.',
  'archive.none-open': 'No archive is open. Open one or create one first.',
  'archive.read-only': 'This archive is open for reading only, so nothing can be changed in it here.',
  'ledger.damaged':
    'The ledger is damaged at {file}, line {line}: {problem}. Nothing was changed. Run “verify” for the whole list.',
  'store.write-failed': 'The change could not be written to disk ({problem}). Nothing was changed.',
  'store.disk-full':
    'The disk is full. The last change was not made; everything before it is safe. Free some room.',
  'store.gone':
    'The folder {path} is no longer there: a drive was taken out, or it was moved. Nothing was changed. Bring it back, or open the archive again where it is now.',
  'records.not-found': 'There is no record {id} in this archive.',
  'records.no-version': 'The history of the record {id} has no entry {entry}.',
  'records.nothing-to-restore': 'The record is already as it was in that version, so nothing was changed.',
  'tags.not-found': 'There is no tag “{tag}” in this archive.',
  'tags.exists': 'There is already a tag “{tag}” here. Choose another name.',
  'tags.invalid-label': 'A tag needs a name of 1 to 200 characters without “/”.',
  'tags.cycle': 'A tag cannot be moved under itself.',
  'aliases.not-found': 'There is no group of other names {id} in this archive.',
  'aliases.too-few': 'A group needs at least two names that differ.',
  'aliases.invalid-name': 'A name takes 1 to 200 characters and at least one word; “{name}” does not.',
  'aliases.taken': 'Another group has the name “{name}” already: {group}. Add the other names there.',
  'saved-searches.not-found': 'There is no saved search “{id}” in this archive.',
  'saved-searches.exists': 'There is already a saved search “{name}”. Choose another name.',
  'saved-searches.invalid-name': 'A saved search needs a name of 1 to 200 characters.',
  'saved-searches.empty': 'There is nothing to save yet: type a query or choose a filter first.',
  'imports.not-found': 'There is no file or folder at {path}.',
  'imports.not-a-file': '{path} is not a regular file (a link, device or socket), so it was left out.',
  'imports.unreadable': '{path} could not be read ({problem}). Check its permissions and import it again.',
  'imports.changed-while-reading':
    '{path} changed while it was read, so it was not taken in. Import it again.',
  'imports.inside-archive': '{path} lies inside this archive. Choose files outside of it.',
  'imports.cancelled': 'The import was stopped before this file was taken in.',
  'custody.nothing-cut':
    'The ledger of {path} has every line that this computer has seen in it; there is nothing to accept.',
  'custody.not-written':
    'The file {path} could not be written ({problem}). Choose another place; the archive is untouched by it.',
  'vault.not-found': 'The vault holds no object {hash}. “verify” tells whether it ever did.',
  'vault.damaged': 'The object {hash} no longer has the bytes that were taken in.',
  'custody.cancelled':
    'The verification was stopped. The next full one goes on from there; nothing was changed.',
  'custody.failed':
    'The verification ended unexpectedly ({problem}). Nothing was changed; start it again to go on from there.',
  'backups.no-folder':
    'There is no folder {path} ({problem}). Is the disk or stick connected? Nothing was changed.',
  'backups.inside-archive':
    'A backup cannot lie inside the archive, nor the archive inside its backup: {path}. Choose a folder elsewhere.',
  'backups.busy':
    'Another program is writing a backup at {path} ({who}, since {since}). Wait until it has ended.',
  'backups.no-room':
    'There is not enough room at {path}: {needed} MB are needed, and {free} MB are free. Free some room or choose another disk; earlier backups and the archive are as they were.',
  'backups.full':
    'The disk at {path} is full. Earlier backups and the archive are as they were; free some room and start again, it goes on from there.',
  'backups.not-written':
    'Nothing could be written to {path} ({problem}). Is the disk connected and not write-protected? Choose another folder, or try again; earlier backups and the archive are as they were.',
  'backups.none':
    'There is no finished backup in {path}. Choose the folder that was chosen for the backup; nothing was changed.',
  'backups.no-generation':
    'There is no backup “{generation}” in {path}. “backups” lists those that are there.',
  'backups.damaged':
    'The backup is damaged: {file}: {problem} Nothing was changed. Another backup of the same place may be whole.',
  'backups.not-proved':
    'The backup was written, but what was restored from it is not as the archive was: {problem} Earlier backups are as they were. Verify the archive, and use another disk.',
  'backups.cancelled': 'The work was stopped. What was copied stays, and the next one goes on from there.',
  'backups.restore-cancelled':
    'The restoring was stopped. What had been copied into {path} was removed again; the backup is as it was.',
  'backups.failed': 'The work ended unexpectedly ({problem}). Start it again; it goes on from there.',
  'merges.same-folder':
    '{path} is the open archive itself, or lies inside it. Choose the folder of the other copy.',
  'merges.other-archive':
    '{path} is another archive (“{title}”), not a copy of this one. Choose a copy of the archive that is open; nothing was changed.',
  'merges.damaged':
    'The other copy is damaged in {count} places, so nothing was taken from it. First: {first} Verify that copy for the whole list.',
  'merges.forked':
    'The two copies hold different entries under one number: entry {seq} of {device} ({file}, line {line}). Two programs wrote as one device, as when a whole computer was copied. They cannot be merged; nothing was changed.',
  'merges.changed-meanwhile':
    'The other copy no longer holds what it held when the merge began ({problem}). Nothing was changed; start the merge again.',
  'merges.busy': 'A task is still running in this archive. Wait until it has ended, then merge.',
  'merges.cancelled': 'The merge was stopped. The archive is as it was, and the next one goes on from there.',
  'merges.no-conflict': 'The conflict {conflict} is no longer open. Look at the list again.',
  'merges.not-readable': 'The other copy could not be read at {path} ({problem}). Nothing was changed.',
  'archive.older-format':
    'This archive was written in format {format}, which this Holdfast cannot bring up to its own. Nothing was changed.',
  'timestamps.refused': 'The authority gave no timestamp: {problem} Ask again, with a new query.',
  'timestamps.of-nothing-here':
    'The timestamp is of something else: nothing in this archive has the hash {imprint}…. Choose the answer to a query that was written here.',
  'timestamps.unreadable':
    'This is no timestamp that can be read ({problem}). Choose the reply of the authority as it came; nothing was changed.',
  'timestamps.certificate-unreadable':
    'A certificate that was given for the timestamp could not be read ({problem}). Choose one in PEM form; nothing was changed.',
  'extract.failed': 'The text of this object could not be read ({problem}). Its bytes are kept unchanged.',
  'jobs.not-found': 'That task has ended or was never started.',
  'undo.nothing': 'There is nothing to undo.',
  'undo.nothing-to-redo': 'There is nothing to redo.',
  'undo.changed-since':
    '{what} was changed again since (of this act: {rows}; fields: {fields}), so nothing was done. Say whether to go on all the same, or without what was changed.',
  'undo.moved-on': 'Something else was done meanwhile, so nothing was undone. Look at the step again.',
  'search.failed':
    'The search index stopped twice while answering this. Nothing in the archive is affected; ask in another way.',
  'batches.no-queries': 'There is no query in the list, so nothing was searched for. Write one query a line.',
  'batches.too-many-queries':
    'The list holds {queries} queries; at most {most} are searched for at once. Cut it into several lists.',
  'batches.unreadable': 'The list {name} could not be read ({problem}). Check that it is a file of text.',
  'batches.too-large':
    'The list {name} is larger than {most} MB, so it was not read. Cut it into several lists.',
  'batches.not-written': 'The table could not be written ({problem}). What was there before is as it was.',
  'batches.no-part': 'The table has {parts} parts; there is no part {part}.',
}

/** The English sentence for a code, with its facts filled in; a fact that is missing leaves its name visible. */
export function errorSentence(code: ErrorCode, facts: ErrorFacts): string {
  return fillSentence(errorSentences[code], facts)
}

/** `template` with every `{name}` replaced by the fact of that name, which turns nothing around it. */
export function fillSentence(template: string, facts: ErrorFacts): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in facts ? isolate(String(facts[name])) : hole,
  )
}
