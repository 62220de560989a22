import { z } from 'zod'
import { Hash, Instant } from './ids.ts'

/** How far one device's ledger reaches: the number of its last line and that line's hash. */
export const StatedHead = z.object({ device: z.string(), seq: z.int().nonnegative(), hash: Hash })
export type StatedHead = z.infer<typeof StatedHead>

/** Why a device signs with another key than before. */
export const keyReasons = ['rotated', 'lost'] as const

/** What a device states when it signs: how far every ledger of the archive reaches, and with which key it signs. */
export const HeadStatement = z.object({
  archive: z.string(),
  at: Instant,
  device: z.string(),
  /** SHA-256 of the public key (SPKI, DER). */
  key: Hash,
  replaces: z.object({ key: Hash, reason: z.enum(keyReasons) }).nullable(),
  heads: z.array(StatedHead).min(1),
})
export type HeadStatement = z.infer<typeof HeadStatement>

const FIRST_LINE = 'Holdfast head statement 1'

/**
 * The canonical text of a statement, whose bytes are signed: ASCII, one line for each fact, heads in the order of
 * device codes.
 */
export function printStatement({ archive, at, device, key, replaces, heads }: HeadStatement): string {
  const lines = [FIRST_LINE, `archive ${archive}`, `at ${at}`, `device ${device}`, `key ${key}`]
  if (replaces) lines.push(`replaces ${replaces.key} ${replaces.reason}`)
  const sorted = [...heads].sort((a, b) => (a.device < b.device ? -1 : 1))
  lines.push(...sorted.map((head) => `head ${head.device} ${head.seq} ${head.hash}`))
  return `${lines.join('\n')}\n`
}

/**
 * What a text states, or null unless it is, byte for byte, the text of a statement; the line ends of a mail program
 * are tolerated.
 */
export function parseStatement(text: string): HeadStatement | null {
  const clean = text.replaceAll('\r\n', '\n').trimEnd()
  const [first, ...lines] = clean.split('\n')
  if (first !== FIRST_LINE) return null
  const facts = lines.map((line) => line.split(' '))
  const one = (name: string) => facts.find(([word]) => word === name)?.slice(1)
  const [key, reason] = one('replaces') ?? []
  const parsed = HeadStatement.safeParse({
    archive: one('archive')?.[0],
    at: one('at')?.[0],
    device: one('device')?.[0],
    key: one('key')?.[0],
    replaces: key === undefined ? null : { key, reason },
    heads: facts
      .filter(([word]) => word === 'head')
      .map(([, device, seq, hash]) => ({ device, seq: Number(seq), hash })),
  })
  if (!parsed.success) return null
  return printStatement(parsed.data) === `${clean}\n` ? parsed.data : null
}

/**
 * What a signing line of the ledger contains in addition to its changes: the text, and the signature of its bytes
 * (Ed25519, base64).
 */
export const SignatureDetail = z.object({
  kind: z.literal('signature'),
  statement: z.string(),
  signature: z.string(),
  /** The public key as PEM, when the device signs with it for the first time. */
  publicKey: z.string().optional(),
  /** The same text signed with the replaced key, if that is still available. */
  endorsement: z.string().optional(),
})
export type SignatureDetail = z.infer<typeof SignatureDetail>

/** A head in the short form that people write down: `7f3a-1204-` and the first 16 digits of the hash in fours. */
export function shortHead({ device, seq, hash }: StatedHead): string {
  const digits = hash.slice(0, 16).match(/.{4}/g)?.join('-') ?? ''
  return `${device} ${seq} ${digits}`
}
