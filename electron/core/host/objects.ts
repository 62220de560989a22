import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Hash } from '../../../shared/model/ids.ts'
import type { Archive } from '../archive/archive.ts'
import { makeFolder } from '../disk/make-folder.ts'

/** The stored files of the open archive, as a door serves them, and where it puts uploads. */
export interface Objects {
  /** Creates a new folder for an upload in the open archive's inbox. Throws `archive.none-open`. */
  inboxFolder(): Promise<string>
  /**
   * A stored object. Throws `vault.not-found` for a name that is not the hash of a stored object; nothing else can be
   * reached.
   */
  openObject(hash: string): Promise<{ path: string; sizeBytes: number; mediaType: string }>
  /**
   * Notes in the ledger that a copy of a stored object leaves the archive, and under which name. Throws
   * `archive.none-open`, `store.*`.
   */
  noteCopy(hash: string, name: string): Promise<void>
  /**
   * Renders a PDF page (from 1) as a PNG `width` pixels wide and resolves to its path. Throws `vault.not-found`,
   * `extract.failed`.
   */
  renderPage(hash: string, page: number, width: number): Promise<string>
}

/** The objects of the archive that `opened` returns. */
export function createObjects(opened: () => Archive): Objects {
  return {
    async inboxFolder() {
      const folder = join(opened().path, 'inbox', 'uploads', randomUUID())
      await makeFolder(folder, 2)
      return folder
    },
    openObject: async (hash) => await openObject(opened(), hash),
    noteCopy: async (hash, name) => await noteCopy(opened(), hash, name),
    async renderPage(hash, page, width) {
      const { path } = await opened().vault.locate(hash)
      return await opened().extractor.renderPage({ hash: Hash.parse(hash), path, page, width })
    },
  }
}

async function openObject({ vault, store }: Archive, name: string): ReturnType<Objects['openObject']> {
  const { path, sizeBytes } = await vault.locate(name)
  for (const id of (await store.row('objects', name))?.records ?? []) {
    const object = (await store.row('records', id))?.objects.find(({ hash }) => hash === name)
    if (object) return { path, sizeBytes, mediaType: object.mediaType }
  }
  return { path, sizeBytes, mediaType: 'application/octet-stream' }
}

async function noteCopy({ store, readOnly }: Archive, hash: string, name: string): Promise<void> {
  // An archive that is only read keeps no account of who read it.
  if (readOnly) return
  const records = (await store.row('objects', hash))?.records ?? []
  const detail = { kind: 'copy', object: hash, name, records }
  await store.commit({ act: 'dissemination', detail, changes: [] })
}
