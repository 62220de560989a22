import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Reply } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { describeArchive } from '../handlers/archive.ts'
import type { HandlersOf } from '../handlers/handler.ts'
import type { Profile } from '../profile/profile.ts'
import type { CurrentArchive } from './current-archive.ts'

/** The methods that choose which archive is open; they work when none is. */
export type ArchiveChoice = Pick<
  HandlersOf<'archive'>,
  | 'archive.describe'
  | 'archive.known'
  | 'archive.refused'
  | 'archive.repairs'
  | 'archive.create'
  | 'archive.open'
>

/** What these methods need from the host. */
export interface ChoiceServices {
  readonly profile: Profile
  readonly current: CurrentArchive
  readonly pathOf: (ticket: string) => string
  readonly refused: () => Reply<'archive.refused'>
}

/** The handlers of these methods. */
export function archiveChoice({ profile, current, pathOf, refused }: ChoiceServices): ArchiveChoice {
  return {
    'archive.describe': async () => {
      const archive = current.get()
      return archive ? await describeArchive(archive) : null
    },
    'archive.known': async () =>
      (await profile.known()).map(({ id, title, path, isSample }) => ({
        id,
        copy: copyOf(path),
        title,
        path,
        isSample,
      })),
    'archive.refused': async () => refused(),
    'archive.repairs': async () => [...profile.repairs(), ...(current.get()?.repairs() ?? [])],
    'archive.create': async ({ title, folder, isToBeShared }) => {
      const path = folder ? pathOf(folder) : freeFolder(title)
      return await describeArchive(await current.createAt(path, title, { isToBeShared }))
    },
    'archive.open': async (choice) => {
      const { readOnly, isMine } = choice
      if ('folder' in choice)
        return await describeArchive(await current.openAt(pathOf(choice.folder), { readOnly, isMine }))
      const { id, copy } = choice
      const known = (await profile.known()).find(
        (each) => each.id === id && (copy === undefined || copyOf(each.path) === copy),
      )
      if (!known) throw new AppError('archive.not-found', { path: choice.id })
      return await describeArchive(
        await current.openAt(known.path, { isSample: known.isSample, readOnly, isMine }),
      )
    },
  }
}

// A name for the folder that the page can send back; paths stay in the core.
const copyOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16)

// Letters of every script are kept; characters that a file system or a shell could trip over are removed.
function freeFolder(title: string): string {
  const safe = title
    .replace(/[^\p{L}\p{M}\p{N} ._-]+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 60)
  const base = join(archivesFolder(), safe || 'Archive')
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? base : `${base} ${number}`
    if (!existsSync(folder)) return folder
  }
}

// Where users look for folders; a Holdfast with a data folder of its own stays in that.
function archivesFolder(): string {
  const home = process.env['HOLDFAST_HOME']
  return home ? join(home, 'archives') : join(homedir(), 'Holdfast')
}
