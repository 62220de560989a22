import type { ArchiveDescription, UndoChoice } from '../../../shared/contract/archive.ts'
import { SearchRequest } from '../../../shared/contract/search.ts'
import type { Archive } from '../archive/archive.ts'
import type { HandlersOf } from './handler.ts'

type OpenArchiveHandlers = Pick<
  HandlersOf<'archive'>,
  'archive.rename' | 'archive.undo-steps' | 'archive.undo' | 'archive.redo' | 'archive.undo-conflicts'
>

/** The handlers of `archive.*` that need an open archive; the others belong to the host. */
export function archiveHandlers(archive: Archive): OpenArchiveHandlers {
  return {
    'archive.rename': async ({ title }) => {
      await archive.store.commit({
        act: 'metadata modification',
        changes: [{ table: 'archive', id: 'archive', set: { title } }],
      })
      return await describeArchive(archive)
    },
    'archive.undo-steps': async () => await archive.undo.next(),
    'archive.undo': async (choice) => await step(archive, 'undo', choice),
    'archive.redo': async (choice) => await step(archive, 'redo', choice),
    'archive.undo-conflicts': async ({ direction }) => await archive.undo.changed(direction),
  }
}

/** The open archive as the header of the window shows it. */
export async function describeArchive(archive: Archive): Promise<ArchiveDescription> {
  const row = await archive.store.row('archive', 'archive')
  const { total } = await archive.search.find(SearchRequest.parse({ limit: 1 }))
  const { id, path, isSample, readOnly, isReceived, newer, openedAt } = archive
  const isGone = archive.isGone()
  const title = row?.title ?? ''
  return { id, path, isSample, readOnly, isReceived, newer, isGone, openedAt, title, records: total }
}

async function step(archive: Archive, direction: 'undo' | 'redo', choice: UndoChoice) {
  const taken = await archive.undo.take({ direction, choice })
  await archive.indexer.settled()
  return taken.step
}
