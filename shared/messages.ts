import type { ErrorCode } from './error-codes.ts'
import type { ErrorFacts } from './result.ts'
import { isolate } from './text/isolate.ts'

/** What happened, what is safe, what to do: one English sentence for every code. */
export const errorSentences: Readonly<Record<ErrorCode, string>> = {
  internal: 'Something went wrong in Holdfast. Everything saved is safe. In the log it is {id}.',
  'request.invalid': 'The request “{method}” is not valid: {problem}',
  'request.unknown-method': 'There is no method “{method}”. “holdfast methods” lists them all.',
  'request.broken-text':
    'The text given to “{method}” contains half of a character, which cannot be stored. Type it again.',
  'request.unknown-ticket': 'The chosen file is no longer available. Choose it again.',
  'request.usage': '{problem} “holdfast help” lists the commands.',
  'archive.not-found': 'There is no archive at {path}. Check the path, or create one with “init”.',
  'archive.not-an-archive':
    'The folder {path} is not a Holdfast archive: holdfast.json is missing or cannot be read. Nothing in it was changed.',
  'archive.unfinished':
    'The folder {path} contains an interrupted restore, so it is not an archive yet. Restore the same backup into it again, which continues where it stopped, or delete the folder.',
  'archive.not-plain':
    '{path} is a link or a device, not the file or folder that belongs there. Holdfast follows no links inside an archive or a backup, so nothing was read or changed. Replace it with the file or folder itself.',
  'archive.exists': 'The folder {path} is not empty. Choose an empty or new folder for a new archive.',
  'archive.locked':
    'The archive is open elsewhere: {who}, since {since}. Close it there first; nothing was changed.',
  'archive.newer-format':
    'This archive was written by a newer Holdfast (format {format}) that this one cannot read. Update Holdfast; nothing was changed.',
  'archive.none-open': 'No archive is open. Open one or create one first.',
  'archive.received':
    'This archive came from elsewhere and is open read-only. Look at who wrote it; if it is yours to work on, say so first.',
  'archive.forged':
    'This archive can be read, but not worked on: {file} has, from line {line} on, lines under the device code of this computer that this computer did not write. Merge it nowhere; ask whoever gave it to you.',
  'archive.read-only': 'This archive is open read-only, so nothing can be changed.',
  'ledger.damaged':
    'The ledger is damaged at {file}, line {line}: {problem}. Nothing was changed. Run “verify” for the full list.',
  'ledger.too-many-writers':
    'The ledger names more than {most} computers as its writers. No archive has that many, so this folder was not made by Holdfast alone. Nothing was changed; open another copy of the archive.',
  'store.write-failed': 'The change could not be written to disk ({problem}). Nothing was changed.',
  'store.disk-full':
    'The disk is full. The last change was not made; everything before it is safe. Free up some space.',
  'store.gone':
    'The folder {path} is no longer there: the drive was removed, or the folder was moved. Nothing was changed. Reconnect it, or open the archive in its new place.',
  'store.too-much':
    'This would change too much at once: one step can have at most {most} MB. Nothing was changed; do it in several steps.',
  'records.not-found': 'There is no record {id} in this archive.',
  'records.id-taken': 'There is a row {id} in this archive already. Nothing was changed; try again.',
  'records.no-version': 'The history of record {id} has no entry {entry}.',
  'records.nothing-to-restore': 'The record is already as it was in that version, so nothing was changed.',
  'tags.not-found': 'There is no tag “{tag}” in this archive.',
  'tags.exists': 'There is already a tag “{tag}” here. Choose another name.',
  'tags.invalid-label': 'A tag needs a name of 1 to 200 characters without “/”.',
  'tags.cycle': 'A tag cannot be moved under itself.',
  'aliases.not-found': 'There is no alias group {id} in this archive.',
  'aliases.too-few': 'A group needs at least two different names.',
  'aliases.invalid-name':
    'A name needs 1 to 200 characters and at least one word; “{name}” does not qualify.',
  'aliases.taken': 'Another group already has the name “{name}”: {group}. Add the names there.',
  'saved-searches.not-found': 'There is no saved search “{id}” in this archive.',
  'saved-searches.exists': 'There is already a saved search “{name}”. Choose another name.',
  'saved-searches.invalid-name': 'A saved search needs a name of 1 to 200 characters.',
  'saved-searches.empty': 'There is nothing to save yet: type a query or choose a filter first.',
  'imports.not-found': 'There is no file or folder at {path}.',
  'imports.not-a-file': '{path} is not a regular file (a link, device or socket), so it was left out.',
  'imports.unreadable': '{path} could not be read ({problem}). Check its permissions and import it again.',
  'imports.changed-while-reading':
    '{path} changed while it was being read, so it was not imported. Import it again.',
  'imports.inside-archive': '{path} is inside this archive. Choose files outside it.',
  'imports.cancelled': 'The import was stopped before this file.',
  'custody.nothing-cut':
    'The ledger of {path} has every line that this computer has seen; there is nothing to accept.',
  'custody.not-written':
    'The file {path} could not be written ({problem}). Choose another location; the archive is unchanged.',
  'vault.not-found': 'The vault has no object {hash}. “verify” shows whether it ever did.',
  'vault.damaged': 'The object {hash} no longer has the bytes that were imported.',
  'custody.cancelled':
    'The verification was stopped. The next full one continues from there; nothing was changed.',
  'custody.failed':
    'The verification ended unexpectedly ({problem}). Nothing was changed; start it again to continue.',
  'backups.no-folder':
    'There is no folder {path} ({problem}). Is the disk or USB stick connected? Nothing was changed.',
  'backups.inside-archive':
    'A backup cannot be inside the archive, nor the archive inside its backup: {path}. Choose a folder elsewhere.',
  'backups.busy':
    'Another program is writing a backup at {path} ({who}, since {since}). Wait until it has finished.',
  'backups.no-room':
    'There is not enough space at {path}: {needed} MB are needed, and {free} MB are free. Free up some space or choose another disk; earlier backups and the archive are unchanged.',
  'backups.full':
    'The disk at {path} is full. Earlier backups and the archive are unchanged; free up some space and start again, and it will continue.',
  'backups.not-written':
    'Nothing could be written to {path} ({problem}). Is the disk connected and not write-protected? Choose another folder, or try again; earlier backups and the archive are unchanged.',
  'backups.none':
    'There is no finished backup in {path}. Choose the folder the backup was made in; nothing was changed.',
  'backups.no-generation':
    'There is no backup “{generation}” in {path}. “backups” lists the ones that are there.',
  'backups.damaged':
    'The backup is damaged: {file}: {problem} Nothing was changed. Another backup in the same folder may be intact.',
  'backups.not-proved':
    'The backup was written, but what was restored from it differs from the archive: {problem} Earlier backups are unchanged. Verify the archive, and use another disk.',
  'backups.cancelled':
    'The backup was stopped. What was copied stays, and the next one continues from there.',
  'backups.restore-cancelled':
    'The restore was stopped. What had been copied into {path} was removed; the backup is unchanged.',
  'backups.failed': 'It ended unexpectedly ({problem}). Start it again, and it will continue.',
  'merges.same-folder': '{path} is the open archive itself, or inside it. Choose the other copy’s folder.',
  'merges.other-archive':
    '{path} is a different archive (“{title}”), not a copy of this one. Choose a copy of the open archive; nothing was changed.',
  'merges.damaged':
    'The other copy is damaged in {count} places, so nothing was merged. First: {first} Verify that copy for the full list.',
  'merges.forked':
    'The two copies have different entries under one number: entry {seq} of {device} ({file}, line {line}). Two programs wrote as the same device, as happens when a whole computer is cloned. They cannot be merged; nothing was changed.',
  'merges.changed-meanwhile':
    'The other copy changed after the merge began ({problem}). Nothing was changed here; start the merge again.',
  'merges.busy': 'A task is still running in this archive. Wait until it has finished, then merge.',
  'merges.cancelled':
    'The merge was stopped. The archive is unchanged, and the next merge continues from there.',
  'merges.no-conflict': 'The conflict {conflict} is no longer open. Reload the list.',
  'merges.not-readable': 'The other copy could not be read at {path} ({problem}). Nothing was changed.',
  'archive.older-format':
    'This archive was written in format {format}, which this version of Holdfast cannot upgrade. Nothing was changed.',
  'timestamps.refused': 'The authority gave no timestamp: {problem} Try again with a new request.',
  'timestamps.of-nothing-here':
    'The timestamp is for something else: nothing in this archive has the hash {imprint}…. Choose the response to a request that was made here.',
  'timestamps.unreadable':
    'This timestamp cannot be read ({problem}). Choose the authority’s response as you received it; nothing was changed.',
  'timestamps.certificate-unreadable':
    'A certificate for the timestamp could not be read ({problem}). Choose one in PEM format; nothing was changed.',
  'extract.failed': 'The text of this object could not be read ({problem}). Its bytes are kept unchanged.',
  'desktop.refused-switches':
    'Holdfast does not start with {switches}: such a switch could let another program control the window, or take a protection away. Start Holdfast without it. Nothing was opened.',
  'jobs.not-found': 'That task has finished or was never started.',
  'undo.nothing': 'There is nothing to undo.',
  'undo.nothing-to-redo': 'There is nothing to redo.',
  'undo.changed-since':
    '{what} was changed again since (rows in this step: {rows}; fields: {fields}), so nothing was done. Choose whether to go ahead anyway or to leave out what was changed.',
  'undo.moved-on': 'Something else was done in the meantime, so nothing was undone. Check the step again.',
  'search.failed':
    'The search index stopped twice while answering this. Nothing in the archive is affected; try to phrase the search differently.',
  'batches.no-queries': 'The list contains no queries, so nothing was searched. Write one query per line.',
  'batches.too-many-queries':
    'The list contains {queries} queries; at most {most} can be run at once. Split it into several lists.',
  'batches.unreadable': 'The list {name} could not be read ({problem}). Check that it is a text file.',
  'batches.too-large':
    'The list {name} is larger than {most} MB, so it was not read. Split it into several lists.',
  'batches.not-written':
    'The table could not be written ({problem}). The previous file, if any, is unchanged.',
  'batches.no-part': 'The table has {parts} parts; there is no part {part}.',
}

/** The English sentence for a code, with its facts filled in; a missing fact leaves its name visible. */
export function errorSentence(code: ErrorCode, facts: ErrorFacts): string {
  return fillSentence(errorSentences[code], facts)
}

/**
 * `template` with every `{name}` replaced by the fact of that name, isolated so that it does not reorder the text
 * around it.
 */
export function fillSentence(template: string, facts: ErrorFacts): string {
  return template.replace(/\{(\w+)\}/g, (hole, name: string) =>
    name in facts ? isolate(String(facts[name])) : hole,
  )
}
