import type { z } from 'zod'
import type { Noun } from './noun.ts'
import { nouns } from './nouns.ts'
import { backups } from './backups.ts'
import { batches } from './batches.ts'
import { citations } from './citations.ts'
import { custodyReport } from './custody-report.ts'
import { custody } from './custody.ts'
import { changeable } from './events.ts'
import { imports } from './imports.ts'
import { jobs } from './jobs.ts'
import { merges } from './merges.ts'
import type { Effect, Method } from './method.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { timestamps } from './timestamps.ts'

/** Every method that any door offers. */
export const contract = {
  ...methodsOf(nouns),
  ...imports,
  ...jobs,
  ...search,
  ...batches,
  ...citations,
  ...custody,
  ...custodyReport,
  ...timestamps,
  ...backups,
  ...merges,
  ...settings,
} as const satisfies Record<string, Method<z.ZodType, z.ZodType, Effect<Readable>>>

/** What a reply can depend on; `rows` means every table of the ledger. */
export type Readable = (typeof changeable)[number] | 'rows'

export type Contract = typeof contract
export type MethodName = keyof Contract
/** What a caller may pass: fields with defaults are optional. */
export type ParamsInput<Name extends MethodName> = z.input<Contract[Name]['params']>
/** What a handler receives: defaults are filled in. */
export type Params<Name extends MethodName> = z.output<Contract[Name]['params']>
export type Reply<Name extends MethodName> = z.output<Contract[Name]['reply']>

/** What a method changes, or what its reply depends on. */
export function effectOf(name: MethodName): Effect<Readable> {
  return contract[name]
}

/** The methods that change the open archive; an archive opened read-only refuses them. */
export const writingMethods = (Object.keys(contract) as MethodName[]) // the keys of that object
  .filter((name) => effectOf(name).writes)

type MethodsOf<Nouns extends Record<string, Noun>> = Joined<Nouns[keyof Nouns]['methods']>
type Joined<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never

function methodsOf<Nouns extends Record<string, Noun>>(all: Nouns): MethodsOf<Nouns> {
  return Object.assign({}, ...Object.values(all).map(({ methods }) => methods)) as MethodsOf<Nouns> // the methods of each
}
