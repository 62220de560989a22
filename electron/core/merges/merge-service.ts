import { join } from 'node:path'
import type { Conflict } from '../../../shared/contract/merges.ts'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import type { LedgerEntry } from '../../../shared/ledger/ledger-entry.ts'
import { titleOf } from '../../../shared/contract/tables.ts'
import { readHistory } from '../history/history.ts'
import type { Profile } from '../profile/profile.ts'
import { openConflicts, type FoundConflict } from './conflicts.ts'
import { prepareMerge, type MergePlan } from './prepare-merge.ts'
import { previewMerge } from './preview.ts'
import { isSame, type ChangeRequest } from '../store/catalogue/apply.ts'
import type { Row } from '../store/catalogue/tables.ts'
import type { Jobs } from '../session/jobs.ts'
import type { Store } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import type { Vault } from '../vault/vault.ts'

/** Merges of other copies into an archive. */
export interface Merges {
  /**
   * Copies in the objects of another copy and plans which of its ledger lines to add; the host does the rest. Throws
   * `merges.*`.
   */
  prepare(folder: string): Promise<MergePlan>
  /** What a merge with the copy in a folder would add. Throws `merges.*`, `archive.*`. */
  preview(folder: string): Promise<Reply<'merges.preview'>>
  /** Fields that two copies changed differently and that nobody has decided. */
  conflicts(): Promise<Reply<'merges.conflicts'>>
  /** Decides conflicts. Throws `merges.no-conflict`, `store.*`. */
  resolve(request: Params<'merges.resolve'>): Promise<LedgerEntry>
}

/** What merges need from an archive and from this computer. */
export interface MergeServices {
  readonly id: string
  readonly path: string
  readonly store: Store
  readonly vault: Vault
  readonly jobs: Jobs
  readonly profile: Profile
  readonly trust: Trust
}

/** The merges of an open archive, and the conflicts that it lists for the user to decide. */
export function createMerges(services: MergeServices): Merges {
  const { path, store, jobs } = services
  let kept: { at: string; found: readonly FoundConflict[] } | null = null
  let isMerged = true

  async function found(): Promise<readonly FoundConflict[]> {
    // Merging reopens the archive, so one that was never merged stays so.
    if (!isMerged) return []
    const at = JSON.stringify(store.heads())
    if (kept?.at === at) return kept.found
    const found = await openConflicts(join(path, 'ledger'))
    isMerged = found !== null
    kept = { at, found: found ?? [] }
    return kept.found
  }

  return {
    async prepare(folder) {
      const isWorking = jobs
        .list()
        .some(({ state, kind }) => state === 'running' && kind !== 'verify' && kind !== 'index')
      if (isWorking) throw new AppError('merges.busy')
      return await jobs.run('merge', async (job) => await prepareMerge(services, folder, job)).ended
    },
    preview: async (folder) => await previewMerge(services, folder),
    async conflicts() {
      const all: Conflict[] = []
      for (const each of await found()) all.push(await describe(services, each))
      return all
    },
    async resolve({ choices }: Params<'merges.resolve'>): Promise<LedgerEntry> {
      const open = new Map((await found()).map((each) => [each.id, each]))
      const changes: ChangeRequest[] = []
      for (const { conflict, take } of choices) {
        const each = open.get(conflict)
        if (!each) throw new AppError('merges.no-conflict', { conflict })
        changes.push(await decision(services, each, take))
      }
      const resolves = choices.map(({ conflict, take }) => ({ conflict, take }))
      const note = `decided what two copies had changed apart: ${changes.length} ${changes.length === 1 ? 'field' : 'fields'}`
      return await store.commit({
        act: 'metadata modification',
        note,
        detail: { kind: 'decided', resolves },
        changes,
      })
    },
  }
}

async function describe({ store }: MergeServices, conflict: FoundConflict): Promise<Conflict> {
  const row: Row | undefined = await store.row(conflict.table, conflict.row)
  const now = row?.[conflict.field] ?? null
  const wins = isSame(now, conflict.mine.value)
    ? 'mine'
    : isSame(now, conflict.theirs.value)
      ? 'theirs'
      : 'neither'
  return { ...conflict, title: (row && titleOf(conflict.table, row)) || conflict.row, wins }
}

/** The date derived from a date as stated goes with it, as that copy had it. */
async function decision(
  { path }: MergeServices,
  { table, row, field, mine, theirs }: FoundConflict,
  take: 'mine' | 'theirs',
): Promise<ChangeRequest> {
  const { value, by } = take === 'mine' ? mine : theirs
  const set: Record<string, unknown> = { [field]: value }
  if (table === 'records' && field === 'dateStated') {
    const derived = await derivedDate(path, row, by)
    if (derived !== undefined) set['dateEdtf'] = derived
  }
  return { table, id: row, set }
}

async function derivedDate(
  archive: string,
  row: string,
  { device, seq }: { device: string; seq: number },
): Promise<unknown> {
  const entry = (await readHistory(archive, [row])).find((each) => each.device === device && each.seq === seq)
  return entry?.changes.find((change) => change.id === row)?.set?.['dateEdtf']
}
