import { z } from 'zod'

/**
 * What a method does to the open archive: it changes it (an archive opened read-only refuses the method), or its
 * reply depends on these tables and is read again when one of them changes. `rows` means every table of the ledger;
 * with an empty list no change makes the reply stale.
 */
export type Effect<Read extends string = string> =
  | { readonly writes: true; readonly reads?: undefined }
  | { readonly reads: readonly Read[]; readonly writes?: undefined }

/** One method of the contract: its parameters, its reply, one sentence on what holds afterwards, its effect. */
export type Method<
  Params extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
  Does extends Effect = Effect,
> = { readonly about: string; readonly params: Params; readonly reply: Reply } & Does

/** The method with these schemas and this effect, which is mandatory. */
export function method<Params extends z.ZodType, Reply extends z.ZodType, const Does extends Effect>(
  about: string,
  params: Params,
  reply: Reply,
  effect: Does,
): Method<Params, Reply, Does> {
  return { about, params, reply, ...effect }
}

/**
 * The same object with every field optional and without defaults: an edit leaves fields that are left out unchanged.
 */
export function editOf<Shape extends z.ZodRawShape>(object: z.ZodObject<Shape>) {
  const fields = Object.entries(object.shape).map(([name, schema]) => [
    name,
    z.optional(withoutDefault(schema)),
  ])
  // Object.fromEntries loses the field names.
  return z.strictObject(Object.fromEntries(fields) as { [Name in keyof Shape]: z.ZodOptional<Shape[Name]> })
}

function withoutDefault(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.def.innerType : schema
}
