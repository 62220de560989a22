import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Damage } from '../../../shared/contract/custody.ts'
import { AppError } from '../../../shared/errors.ts'
import { copyChecked, hashFile, syncFolderNow, type Blocks, type SourceProblem } from './copy-checked.ts'
import { dirname } from 'node:path'
import type { BackupPlace } from './layout.ts'
import type { ListedFile, ReadManifest } from './manifest.ts'

/** Called after each file of a restore. */
export type OnFile = (file: ListedFile, sizeBytes: number) => void

/**
 * Copies a backup into a folder as an archive, checking every file against the list; a file that is already intact is
 * kept. Returns objects that the backup has lost as damage; throws `backups.damaged` for any other file.
 * `holdfast.json` comes last, so that an interrupted restore is not an archive yet.
 */
export function restoreFiles(
  place: BackupPlace,
  read: ReadManifest,
  into: string,
  blocks: Blocks,
  onFile: OnFile,
): Damage[] {
  const damages: Damage[] = []
  const folders = new Set<string>()
  for (const name of ['ledger', 'vault', 'inbox']) mkdirSync(join(into, name), { recursive: true })
  for (const file of [...read.files].sort(byOrder)) {
    const to = join(into, file.inArchive)
    folders.add(dirname(to))
    mkdirSync(dirname(to), { recursive: true })
    const isThere = existsSync(to) && hashFile(to, blocks) === file.sha256
    if (!isThere) {
      if (file.inArchive === 'holdfast.json') for (const folder of folders) syncFolderNow(folder)
      const copied = copyChecked(
        join(place.root, file.path),
        to,
        { sha256: file.sha256, maxBytes: maxBytesOf(file, read), isResumable: true },
        blocks,
      )
      if ('problem' in copied) {
        const damage = damageOf(file, copied)
        if (!file.isObject)
          throw new AppError('backups.damaged', { file: file.path, problem: damage.message })
        damages.push(damage)
        continue
      }
      onFile(file, copied.sizeBytes)
    } else onFile(file, 0)
  }
  for (const folder of folders) syncFolderNow(folder)
  syncFolderNow(into)
  return damages
}

/** The damage of a listed file that is not as the list says. */
export function damageOf({ path, sha256, isObject }: ListedFile, { problem, errno }: SourceProblem): Damage {
  const messages = {
    missing: `${path} is missing.`,
    changed: `${path} no longer has the bytes that were backed up.`,
    unreadable: `${path} could not be read${errno === null ? '' : ` (${errno})`}.`,
  }
  const kind = isObject
    ? (`object-${problem}` as const)
    : problem === 'missing'
      ? 'ledger-missing'
      : 'ledger-line'
  return { kind, file: path, ...(isObject ? { hash: sha256 } : {}), message: messages[problem] }
}

/** No object of a backup has more bytes than all of them together. */
export function maxBytesOf(
  file: ListedFile,
  { manifest }: Pick<ReadManifest, 'manifest'>,
): number | undefined {
  return file.isObject ? manifest.bytes : undefined
}

// What an archive cannot do without comes first, and the file that makes it one comes last.
const rank = ({ inArchive, isObject }: ListedFile): number =>
  inArchive === 'holdfast.json' ? 2 : isObject ? 1 : 0
const byOrder = (a: ListedFile, b: ListedFile): number => rank(a) - rank(b)
