import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callMethod } from '../electron/cli/command.ts'
import { openHost, type Host } from '../electron/core/host/host.ts'
import { verifyArchive } from '../electron/core/verification/verify-archive.ts'
import type { Reply } from '../shared/contract/index.ts'
import type { RecordId } from '../shared/model/ids.ts'
import type { Measure } from './measure.ts'

const EDITS = 200
const SAME = 20

/** Merges two copies of one archive after 200 separate edits in each, 20 of them in the same fields. */
export async function benchMerge(): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'))
  try {
    const [mine, theirs] = [join(folder, 'mine'), join(folder, 'theirs')]
    const ids = await makeCopies(folder, mine, theirs)
    const expected = { ...(await editApart(folder, mine, ids, 'description', 'mine')) }
    Object.assign(expected, await editApart(folder, theirs, ids, 'rights', 'theirs'))
    const host = await open(folder, mine)
    const started = performance.now()
    const [ticket] = host.issueTickets([theirs])
    const report = await callMethod(host, 'merges.run', { folder: ticket!.id })
    const seconds = (performance.now() - started) / 1000
    const conflicts = await callMethod(host, 'merges.conflicts', {})
    const missing = await countMissing(host, expected, conflicts)
    await host.close()
    const { damages, heads, signed } = await verifyArchive(mine)
    return [
      {
        name: `edits missing after two copies of ${EDITS} edits each were merged`,
        value: missing,
        unit: 'edits',
        ceiling: 0,
        details: { seconds, 'lines merged': Object.values(report.lines).reduce((a, b) => a + b, 0) },
      },
      { name: 'conflicts shown, too few', value: conflicts.length, unit: '', floor: SAME },
      { name: 'conflicts shown, too many', value: conflicts.length, unit: '', ceiling: SAME },
      {
        name: 'damages in the chains and objects of both',
        value: damages.length,
        unit: '',
        ceiling: 0,
        details: { ledgers: Object.keys(heads).length, signed: Object.keys(signed).length },
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function open(folder: string, archive: string): Promise<Host> {
  const home = join(folder, 'home')
  const create = { title: 'Merged' }
  return await openHost({
    home,
    resources: '',
    actor: '',
    appName: 'Holdfast',
    version: '0.0.0',
    archive,
    create,
  })
}

async function makeCopies(folder: string, mine: string, theirs: string): Promise<RecordId[]> {
  const host = await open(folder, mine)
  const ids: RecordId[] = []
  for (let n = 0; n < EDITS; n += 1) {
    const made = await callMethod(host, 'records.create', {
      kind: 'statement',
      title: `نامه ${n}`,
      text: `متن ${n}`,
    })
    ids.push(made.ids[0] as RecordId) // an accession number
  }
  await host.close()
  await cp(mine, theirs, { recursive: true })
  return ids
}

/**
 * Edits the titles of the first records, which the other copy edits too, and in all other records the field that only
 * this copy edits.
 */
async function editApart(
  folder: string,
  archive: string,
  ids: readonly RecordId[],
  field: 'description' | 'rights',
  by: string,
): Promise<Record<string, { field: string; value: string }>> {
  const host = await open(folder, archive)
  const done: Record<string, { field: string; value: string }> = {}
  for (const [n, id] of ids.entries()) {
    const edit = { field: n < SAME ? 'title' : field, value: `${by} ${n}` }
    await callMethod(host, 'records.edit', { ids: [id], set: { [edit.field]: edit.value } })
    done[`${by} ${id}`] = edit
  }
  await host.close()
  return done
}

/** Counts the edits that are neither in the record nor shown as a conflict. */
async function countMissing(
  host: Host,
  expected: Readonly<Record<string, { field: string; value: string }>>,
  conflicts: Reply<'merges.conflicts'>,
): Promise<number> {
  let missing = 0
  for (const [key, { field, value }] of Object.entries(expected)) {
    const id = key.split(' ')[1] as RecordId // from a key that ends with it
    const record: Readonly<Record<string, unknown>> = await callMethod(host, 'records.get', { id })
    const isShown = conflicts.some(
      ({ row, mine, theirs }) => row === id && (mine.value === value || theirs.value === value),
    )
    if (record[field] !== value && !isShown) missing += 1
  }
  return missing
}
