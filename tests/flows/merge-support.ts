import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordId } from '../../shared/model/ids.ts'
import type { Bench } from './support.ts'

/** Opens another folder in place of the open one. */
export async function openThere(bench: Bench, path: string): Promise<void> {
  const [ticket] = bench.host.issueTickets([path])
  await bench.ask('archive.open', { folder: ticket!.id })
}

/** A copy of the bench's archive, to be worked on separately. */
export async function copyOf(bench: Bench, name = 'copy'): Promise<string> {
  await bench.host.close()
  const copy = join(bench.folder, name)
  await cp(bench.archive, copy, { recursive: true })
  await bench.reopen()
  return copy
}

/** Merges another copy into the open one. */
export async function merge(bench: Bench, other: string) {
  const [ticket] = bench.host.issueTickets([other])
  return await bench.ask('merges.run', { folder: ticket!.id })
}

/** This many statements in Persian, each with a different text. */
export async function createRecords(bench: Bench, count: number): Promise<RecordId[]> {
  const made: RecordId[] = []
  for (let n = 0; n < count; n += 1) {
    const { ids } = await bench.ask('records.create', {
      kind: 'statement',
      title: `سند ${n}`,
      text: `متن ${n}`,
    })
    made.push(ids[0] as RecordId)
  }
  return made
}

export async function editRecord(bench: Bench, id: RecordId, set: Record<string, unknown>) {
  return await bench.ask('records.edit', { ids: [id], set })
}
