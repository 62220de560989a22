import { z } from 'zod'

/**
 * A value that a schema takes, with this text wherever it takes any text: a field that is added to a shape is filled by
 * itself. Of alternatives every one is given, one after another.
 */
export function fill(schema: z.core.$ZodType, text: string): readonly unknown[] {
  if (schema instanceof z.ZodString)
    return [schema.def.checks?.length && !takes(schema, text) ? undefined : text]
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

const takes = (schema: z.ZodString, text: string): boolean => {
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

/** How many texts a value holds, however deep. */
export function countTexts(value: unknown, text: string): number {
  if (value === text) return 1
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, each) => sum + countTexts(each, text), 0)
}
