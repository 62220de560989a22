import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Reply } from '../../../shared/contract/index.ts'
import { reportError } from '../../../shared/errors.ts'
import type { Profile } from '../profile/profile.ts'
import type { CurrentArchive } from './current-archive.ts'
import type { LogBug } from './dispatch.ts'
import { buildSample, type SampleDoor } from './sample.ts'

/** What the first opening needs: which archives are known, and how to open, create and fill one. */
export interface FirstOpening {
  readonly profile: Profile
  readonly current: CurrentArchive
  readonly door: SampleDoor
  readonly resources: string
  readonly logBug: LogBug
}

/**
 * Opens the archive that was last open; if it cannot be opened, the one before it, and at the very first start the
 * sample. Resolves to the first archive that was refused and why, so that another one opened instead is not mistaken
 * for it.
 */
export async function openFirst(opening: FirstOpening): Promise<Reply<'archive.refused'>> {
  const { profile, current, logBug } = opening
  let refused: Reply<'archive.refused'> = null
  for (const { id, title, path, isSample } of await profile.known()) {
    try {
      await current.openAt(path, { isSample })
      return refused
    } catch (cause) {
      const { code, message } = reportError(cause, path)
      refused ??= { id, title, path, code, message }
      logBug(path, cause)
    }
  }
  await openSample(opening)
  return refused
}

async function openSample({ profile, current, door, resources, logBug }: FirstOpening): Promise<void> {
  const folder = join(profile.folder, 'sample')
  if (existsSync(join(folder, 'holdfast.json'))) {
    await current
      .openAt(folder, { isSample: true, isMine: true })
      .catch((cause: unknown) => logBug('sample', cause))
    return
  }
  const sample = await current.createAt(folder, 'Sample archive', { isSample: true })
  const title = await buildSample(join(resources, 'sample'), door)
  await sample.store.commit({
    act: 'creation',
    changes: [{ table: 'archive', id: 'archive', set: { title } }],
  })
  // Reopened, so that the jobs that built it are not shown as the user's.
  await sample.close()
  current.forget()
  await current.openAt(folder, { isSample: true })
}
