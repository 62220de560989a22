import { z } from 'zod'
import { RecordEdit } from '../../shared/contract/records.ts'
import { CitationFields } from '../../shared/model/citation.ts'
import { Verification } from '../../shared/model/record.ts'
import { parseJson } from '../../shared/parse-json.ts'
import { usageError } from './command.ts'

/**
 * Values to set on a record itself, and inside two of its fields that are replaced as a whole and so must be merged
 * first.
 */
export interface FieldValues {
  readonly fields: Readonly<Record<string, unknown>>
  readonly citation: Readonly<Record<string, unknown>>
  readonly verification: Readonly<Record<string, unknown>>
}

type Shape = Readonly<Record<string, z.ZodType>>

const shapes: Readonly<Record<keyof FieldValues, Shape>> = {
  // `editOf` keeps the names but gives every field its own type.
  fields: RecordEdit.shape as unknown as Shape,
  citation: CitationFields.shape,
  verification: Verification.shape,
}

/**
 * Parses `name=value` texts. A field that accepts text gets the value as it is; any other gets the value parsed as
 * JSON, or split at commas. Names inside the citation are written `citation.symbol`. Throws `request.usage`.
 */
export function readFieldValues(texts: readonly string[]): FieldValues {
  const values: Record<keyof FieldValues, Record<string, unknown>> = {
    fields: {},
    citation: {},
    verification: {},
  }
  for (const text of texts) {
    const at = text.indexOf('=')
    if (at < 1) throw usageError(`--set takes name=value, not “${text}”.`)
    const { group, name } = splitName(text.slice(0, at))
    values[group][name] = readValue(shapes[group][name]!, text.slice(at + 1))
  }
  return values
}

function splitName(full: string): { readonly group: keyof FieldValues; readonly name: string } {
  const nested = /^(citation|verification)\.(\w+)$/.exec(full)
  // The expression admits only these two names.
  const group = (nested?.[1] ?? 'fields') as keyof FieldValues
  const name = nested?.[2] ?? full
  if (!Object.hasOwn(shapes[group], name)) throw usageError(`There is no field “${full}”.`)
  return { group, name }
}

function readValue(schema: z.ZodType, text: string): unknown {
  if (schema.safeParse(text).success) return text
  const value = parseJson(text)
  if (value !== undefined && schema.safeParse(value).success) return value
  // An invalid value is passed on, so that the contract reports what is wrong with it.
  return schema.safeParse([]).success ? splitList(text) : text
}

function splitList(text: string): string[] {
  return text
    .split(/[,،]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
