import { z } from 'zod'

/**
 * What a method does to the open archive: it changes it (one that is open for reading only refuses it), or it answers what
 * these tables hold and is read again when one of them changes. `rows` stands for every table of the ledger; an empty list
 * is an answer that no change makes stale.
 */
export type Effect<Read extends string = string> =
  | { readonly writes: true; readonly reads?: undefined }
  | { readonly reads: readonly Read[]; readonly writes?: undefined }

/** One method of the contract: what it takes, what it answers, one sentence on what holds afterwards, its effect. */
export type Method<
  Params extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Does extends Effect = Effect,
> = { readonly about: string; readonly params: Params; readonly reply: Reply } & Does

/** The method with these schemas and this effect, which nobody can leave out. */
export function method<Params extends z.ZodType, Reply extends z.ZodType, const Does extends Effect>(
  about: string,
  params: Params,
  reply: Reply,
  effect: Does,
): Method<Params, Reply, Does> {
  return { about, params, reply, ...effect }
}

/** The same object with every field optional and no default: a field left out stays out, which is what an edit means. */
export function editOf<Shape extends z.ZodRawShape>(object: z.ZodObject<Shape>) {
  const fields = Object.entries(object.shape).map(([name, schema]) => [
    name,
    z.optional(withoutDefault(schema)),
  ])
  // Object.fromEntries forgets the field names.
  return z.strictObject(Object.fromEntries(fields) as { [Name in keyof Shape]: z.ZodOptional<Shape[Name]> })
}

function withoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.def.innerType : schema
}
