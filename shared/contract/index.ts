import type { z } from 'zod'
import { aliases } from './aliases.ts'
import { archive } from './archive.ts'
import { backups } from './backups.ts'
import { batches } from './batches.ts'
import { citations } from './citations.ts'
import { custodyReport } from './custody-report.ts'
import { custody } from './custody.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { merges } from './merges.ts'
import { records } from './records.ts'
import { search } from './search.ts'
import { savedSearches } from './saved-searches.ts'
import { settings } from './settings.ts'
import { timestamps } from './timestamps.ts'
import { tags } from './tags.ts'

/** Every method that any door offers. */
export const contract = {
  ...archive,
  ...records,
  ...tags,
  ...imports,
  ...jobs,
  ...search,
  ...aliases,
  ...savedSearches,
  ...batches,
  ...citations,
  ...custody,
  ...custodyReport,
  ...timestamps,
  ...backups,
  ...merges,
  ...settings,
} as const

/** The methods that change the open archive; one that is open for reading only refuses them. */
export const writingMethods = [
  'archive.rename',
  'archive.undo',
  'archive.redo',
  'records.create',
  'records.edit',
  'records.withdraw',
  'records.restore',
  'tags.create',
  'tags.rename',
  'tags.withdraw',
  'tags.apply',
  'aliases.create',
  'aliases.edit',
  'aliases.withdraw',
  'saved-searches.create',
  'saved-searches.edit',
  'saved-searches.withdraw',
  'imports.start',
  'custody.head',
  'custody.rotate-key',
  'custody.accept-cut',
  'custody.report',
  'custody.rebuild-catalogue',
  'timestamps.request',
  'timestamps.import',
  'merges.run',
  'merges.resolve',
] as const satisfies readonly (keyof typeof contract)[]

export type Contract = typeof contract
export type MethodName = keyof Contract
/** What a caller may pass: fields with defaults may be left out. */
export type ParamsInput<Name extends MethodName> = z.input<Contract[Name]['params']>
/** What a handler receives: defaults filled in. */
export type Params<Name extends MethodName> = z.output<Contract[Name]['params']>
export type Reply<Name extends MethodName> = z.output<Contract[Name]['reply']>
