import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { Outcome } from '../../../shared/model/act.ts'
import { parseJson } from '../../../shared/parse-json.ts'
import { writeDurably } from '../disk/durable.ts'
import { setAside, type NoteRepair } from '../disk/set-aside.ts'
import { isRefusedFile, readSmallFile } from '../disk/small-file.ts'
import { hasCanonicalForm } from '../store/ledger/line.ts'
import { listDevices, readLines } from '../store/ledger/read.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import type { Store } from '../store/store.ts'
import { makeFolder } from '../disk/make-folder.ts'
import { isSameMark, markWith } from '../trust/marks.ts'

/** The id of a pending line. */
export const LineId = z.string().regex(/^[\w-]{1,100}$/)

/** What was done to an archive while it was closed, to be entered in its ledger when it is next opened. */
const PendingLine = z.object({
  // The id is also the name of the line's file: a planted file must not cause another one to be written or removed.
  id: LineId,
  act: z.enum(['recovery', 'migration', 'information package merging']),
  outcome: Outcome.optional(),
  note: z.string().optional(),
  // A detail that no ledger line can contain would keep the archive from ever being opened.
  detail: z.record(z.string(), z.unknown()).refine(hasCanonicalForm),
  /** The copy is not the one whose device code this computer remembers. */
  newDevice: z.boolean().optional(),
})
export type PendingLine = z.infer<typeof PendingLine>

/** The longest, of a merge or a restored backup, has a line for each ledger. */
const LINE_BYTES = 1 << 20

const folderOf = (archive: string): string => join(archive, 'inbox', 'pending')

/** Whose pending lines count: those marked with the key of this computer, for the archive with this id. */
export interface PendingOwner {
  readonly key: Uint8Array
  readonly archive: string
}

/** The mark of a text that this computer leaves in an inbox. */
export function markPending({ key, archive }: PendingOwner, text: string): string {
  return markWith(key, archive, text)
}

/** The text of a file in an inbox if this computer left it there for this archive, otherwise null. */
export function textOfOwn(owner: PendingOwner, stored: string): string | null {
  const { success, data } = Marked.safeParse(parseJson(stored))
  return success && isSameMark(data.mark, markPending(owner, data.text)) ? data.text : null
}

/** The text with its mark, as it is left in an inbox. */
export function printPending(owner: PendingOwner, text: string): string {
  return JSON.stringify({ mark: markPending(owner, text), text })
}

const Marked = z.object({ mark: z.string(), text: z.string() })

/** Leaves a pending line; afterwards it is on disk. Throws `store.*`. */
export async function leaveLine(archive: string, line: PendingLine, owner: PendingOwner): Promise<void> {
  await makeFolder(folderOf(archive), 1)
  await writeDurably(join(folderOf(archive), `${line.id}.json`), printPending(owner, JSON.stringify(line)))
}

/**
 * Returns the pending lines that this computer left. An incomplete file does not count, because it was never finished;
 * what others left is set aside, and reported.
 */
export async function pendingLines(
  archive: string,
  owner: PendingOwner,
  note: NoteRepair,
): Promise<PendingLine[]> {
  const entries = await readdir(folderOf(archive), { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const found: PendingLine[] = []
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const path = join(folderOf(archive), name)
    const text = textOfOwn(
      owner,
      (await readSmallFile(path, LINE_BYTES).catch(nothingIfRefused)).toString('utf8'),
    )
    const parsed = text === null ? null : PendingLine.safeParse(parseJson(text))
    // After a crash the line may be in the ledger already.
    if (parsed?.success && parsed.data.id === basename(name, '.json'))
      if (await isWritten(archive, parsed.data.id)) await rm(path)
      else found.push(parsed.data)
    else await noteStrange(archive, `pending/${name}`, note)
  }
  return found
}

/** True if this computer left a line in the inbox of an archive, which it does when it restores one. */
export async function hasPendingLine(archive: string, owner: PendingOwner): Promise<boolean> {
  const names = await readdir(folderOf(archive)).catch(() => [])
  for (const name of names.slice(0, MOST_LOOKED_AT)) {
    const stored = await readSmallFile(join(folderOf(archive), name), LINE_BYTES).catch(() => Buffer.alloc(0))
    if (textOfOwn(owner, stored.toString('utf8')) !== null) return true
  }
  return false
}

const MOST_LOOKED_AT = 100

/** Sets aside a part of the inbox that this computer did not leave there, and reports it. */
export async function noteStrange(archive: string, name: string, note: NoteRepair): Promise<void> {
  const path = `inbox/${name}`
  const aside = await setAside(archive, join(archive, path), name.replaceAll('/', '-'))
  const message = `This computer did not leave ${path} there. It was set aside; nothing in it was done.`
  note({ kind: 'inbox', path, aside, message })
}

/** Writes the pending lines, each exactly once, even after a crash in between. Throws `store.*`. */
export async function writePending(
  archive: string,
  store: Store,
  lines: readonly PendingLine[],
  software: string,
): Promise<void> {
  for (const { id, act, outcome, note, detail } of lines) {
    const tool = toolOf(software)
    await store.commit({ act, outcome, note, tool, detail: { ...detail, pending: id }, changes: [] })
    await rm(join(folderOf(archive), `${id}.json`), { force: true })
  }
}

async function isWritten(archive: string, id: string): Promise<boolean> {
  const text = Buffer.from(`"pending":${JSON.stringify(id)}`)
  const ledger = join(archive, 'ledger')
  for (const device of await listDevices(ledger))
    for await (const { bytes, torn } of readLines(join(ledger, device)))
      if (!torn && bytes.includes(text)) return true
  return false
}

// A pipe, a device or a file of gigabytes is no line that anybody left.
function nothingIfRefused(cause: unknown): Buffer {
  if (isRefusedFile(cause)) return Buffer.alloc(0)
  throw cause
}
