import { serialize } from '../session/serialize.ts'
import { writeArchiveFile, type ArchiveFile } from './archive-file.ts'

/**
 * Keeps the title in `holdfast.json` equal to the ledger's, for people who browse the folder; a failure affects
 * nothing else.
 */
export function createTitleKeeper(
  path: string,
  file: ArchiveFile,
  title: () => Promise<string | undefined>,
  logBug: (id: string, thrown: unknown) => void,
) {
  let writing: Promise<void> = Promise.resolve()
  const write = serialize(async () => {
    const now = await title()
    if (now !== undefined) await writeArchiveFile(path, { ...file, title: now })
  })
  return {
    follow(): void {
      writing = write().catch((cause: unknown) => logBug('title', cause))
    },
    settled: () => writing,
  }
}
