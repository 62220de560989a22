import { z } from 'zod'

/** One method of the contract: what it takes, what it answers, one sentence on what holds afterwards. */
export interface Method<Params extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> {
  readonly about: string
  readonly params: Params
  readonly reply: Reply
}

/** The method with these schemas. */
export function method<Params extends z.ZodType, Reply extends z.ZodType>(
  about: string,
  params: Params,
  reply: Reply,
): Method<Params, Reply> {
  return { about, params, reply }
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
