import { z } from 'zod'

/**
 * Values that a schema accepts, with this text wherever it accepts any text, so that a field added to a shape is
 * filled too. The alternatives of a field are used one after another.
 */
export function fill(schema: z.core.$ZodType, text: string): readonly unknown[] {
  if (schema instanceof z.ZodString)
    return [schema.def.checks?.length && !accepts(schema, text) ? undefined : text]
  if (schema instanceof z.ZodArray) return [fill(schema.element, text).filter((each) => each !== undefined)]
  if (schema instanceof z.ZodObject) return combine(schema.shape, text)
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((option: z.core.$ZodType) => fill(option, text))
  if (schema instanceof z.ZodEnum) return [schema.options[0]]
  if (schema instanceof z.ZodLiteral) return [[...schema.values][0]]
  if (schema instanceof z.ZodNumber) return [1]
  if (schema instanceof z.ZodBoolean) return [true]
  if (
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return fill(schema.def.innerType, text)
  throw new Error(`no value for ${schema.constructor.name}`)
}

const accepts = (schema: z.ZodString, text: string): boolean => {
  const read = schema.safeParse(text)
  return read.success && read.data === text
}

function combine(shape: Readonly<Record<string, z.core.$ZodType>>, text: string): readonly unknown[] {
  const fields = Object.entries(shape).map(([name, schema]) => [name, fill(schema, text)] as const)
  const most = Math.max(1, ...fields.map(([, values]) => values.length))
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(
      fields
        .map(([name, values]) => [name, values[Math.min(at, values.length - 1)]] as const)
        .filter(([, value]) => value !== undefined),
    ),
  )
}

/** How many texts a value contains, at any depth. */
export function countTexts(value: unknown, text: string): number {
  if (value === text) return 1
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, each) => sum + countTexts(each, text), 0)
}
