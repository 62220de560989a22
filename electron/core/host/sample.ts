import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { MethodName, ParamsInput, Reply } from '../../../shared/contract/index.ts'
import type { RecordId, TagId, Ticket } from '../../../shared/model/ids.ts'
import { SampleArchive, type SampleRecord } from '../../../shared/model/sample-archive.ts'
import type { Result } from '../../../shared/result.ts'

/** What building the sample needs from a door. */
export interface SampleDoor {
  call(method: string, params: unknown): Promise<Result<unknown>>
  issueTickets(paths: readonly string[]): Ticket[]
}

/**
 * Fills the open archive from the sources in a folder with the calls that a user's work makes; resolves to the
 * sample's title.
 */
export async function buildSample(folder: string, door: SampleDoor): Promise<string> {
  const sample = SampleArchive.parse(JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')))
  for (const record of sample.records) {
    const add: TagId[] = []
    for (const path of record.tags) add.push((await request(door, 'tags.create', { path })).id)
    const id = await (record.files.length > 0
      ? importRecord(folder, door, record)
      : createRecord(door, record))
    if (add.length > 0) await request(door, 'tags.apply', { ids: [id], add })
  }
  return sample.title
}

async function createRecord(door: SampleDoor, { text, fields }: SampleRecord): Promise<RecordId> {
  const { ids } = await request(door, 'records.create', { ...fields, text })
  return ids[0] as RecordId // a created record is the only row its line touches
}

async function importRecord(
  folder: string,
  door: SampleDoor,
  { files, fields }: SampleRecord,
): Promise<RecordId> {
  const tickets = door.issueTickets(files.map((file) => join(folder, file))).map((ticket) => ticket.id)
  const { job } = await request(door, 'imports.start', { tickets })
  const { outcomes } = await request(door, 'imports.wait', { job })
  const id = outcomes.find((outcome) => outcome.record)?.record
  if (!id) throw new Error(`the sample file ${files[0]} was not taken in: ${outcomes[0]?.message}`)
  await request(door, 'records.edit', { ids: [id], set: fields })
  return id
}

async function request<Name extends MethodName>(
  door: SampleDoor,
  method: Name,
  params: ParamsInput<Name>,
): Promise<Reply<Name>> {
  const result = await door.call(method, params)
  if (!result.ok) throw new Error(`${method}: ${result.error.message}`)
  return result.value as Reply<Name> // replies follow the contract; tests parse every one
}
