import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Outcome } from '../../../shared/model/act.ts'
import { parseJson } from '../../../shared/parse-json.ts'
import { writeDurably } from '../disk/durable.ts'
import { isRefusedFile, readSmallFile } from '../disk/small-file.ts'
import { hasCanonicalForm } from '../store/ledger/line.ts'
import { listDevices, readLines } from '../store/ledger/read.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import type { Store } from '../store/store.ts'
import { makeFolder } from '../disk/make-folder.ts'

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

/** Leaves a pending line; afterwards it is on disk. Throws `store.*`. */
export async function leaveLine(archive: string, line: PendingLine): Promise<void> {
  await makeFolder(folderOf(archive), 1)
  await writeDurably(join(folderOf(archive), `${line.id}.json`), JSON.stringify(line))
}

/** Returns the pending lines. An incomplete file does not count, because it was never finished. */
export async function pendingLines(archive: string): Promise<PendingLine[]> {
  const entries = await readdir(folderOf(archive), { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const found: PendingLine[] = []
  for (const name of names.filter((each) => each.endsWith('.json')).sort()) {
    const bytes = await readSmallFile(join(folderOf(archive), name), LINE_BYTES).catch(nothingIfRefused)
    const parsed = PendingLine.safeParse(parseJson(bytes.toString('utf8')))
    // After a crash the line may be in the ledger already.
    if (!parsed.success || (await isWritten(archive, parsed.data.id))) await rm(join(folderOf(archive), name))
    else found.push(parsed.data)
  }
  return found
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
