import { AsnConvert } from '@peculiar/asn1-schema'
import { ContentInfo, EncapsulatedContentInfo, SignerInfo } from '@peculiar/asn1-cms'
import { PKIStatusInfo, TSTInfo } from '@peculiar/asn1-tsp'
import { AppError } from '../../../shared/errors.ts'
import { setBits } from './certificates.ts'
import { childOf, readDer, tags, type DerElement } from './der.ts'
import { SIGNED_DATA, TST_INFO } from './object-identifiers.ts'

/** The response of an authority to a request; `token` is present if the authority granted it. */
export interface TimestampResponse {
  /** Null for a token that came without the response around it. */
  readonly status: {
    readonly value: number
    readonly text: string
    readonly failures: readonly string[]
  } | null
  readonly token: TimestampToken | null
}

/** A parsed token; nothing in it has been checked. */
export interface TimestampToken {
  readonly info: TSTInfo
  readonly genTime: Date
  /** True when the authority stated a time more precise than the milliseconds of `genTime`. */
  readonly hasFinerTime: boolean
  /** The bytes of the TSTInfo, which the message digest covers. */
  readonly content: Uint8Array
  readonly signer: SignerInfo
  /** The signed attributes as the signature covers them, or null when the signer signed none. */
  readonly signedAttributes: Uint8Array | null
  readonly certificates: readonly Uint8Array[]
}

/**
 * Parses a timestamp response, or a token alone, from DER. Throws `timestamps.unreadable` for anything else, whatever
 * its bytes are.
 */
export function readTimestampResponse(bytes: Uint8Array): TimestampResponse {
  try {
    const outer = readDer(bytes)
    if (outer.children[0]?.tag === tags.objectIdentifier) return { status: null, token: readToken(outer) }
    const status = readStatus(childOf(outer, 0, tags.sequence))
    const token = outer.children[1]
    if (outer.tag !== tags.sequence || outer.children.length > 2) throw new Error('not a timestamp response')
    return { status, token: token ? readToken(token) : null }
  } catch (cause) {
    throw new AppError(
      'timestamps.unreadable',
      { problem: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    )
  }
}

// A chain has three or four; each has to be parsed, and a response may come from anybody.
const MOST_CERTIFICATES = 50

const failureNames: Readonly<Record<number, string>> = {
  0: 'badAlg',
  2: 'badRequest',
  5: 'badDataFormat',
  14: 'timeNotAvailable',
  15: 'unacceptedPolicy',
  16: 'unacceptedExtension',
  17: 'addInfoNotAvailable',
  25: 'systemFailure',
}

function readStatus(element: DerElement): TimestampResponse['status'] {
  const { status, statusString, failInfo } = AsnConvert.parse(element.bytes, PKIStatusInfo)
  // The library's names for these bits are not those of RFC 3161.
  const failures = failInfo ? [...setBits(new Uint8Array(failInfo.value))] : []
  return {
    value: status,
    text: [...(statusString ?? [])].join(' '),
    failures: failures.map((bit) => failureNames[bit] ?? `bit ${bit}`),
  }
}

function readToken(element: DerElement): TimestampToken {
  expectType(AsnConvert.parse(element.bytes, ContentInfo).contentType, SIGNED_DATA)
  const signedData = childOf(childOf(element, 1, tags.context0), 0, tags.sequence)
  const encapsulated = childOf(signedData, 2, tags.sequence)
  expectType(AsnConvert.parse(encapsulated.bytes, EncapsulatedContentInfo).eContentType, TST_INFO)
  const content = childOf(childOf(encapsulated, 1, tags.context0), 0, tags.octetString).content
  const signerInfos = signedData.children.at(-1)
  if (signerInfos?.tag !== tags.set || signerInfos.children.length !== 1)
    throw new Error('not exactly one signer')
  const signer = childOf(signerInfos, 0, tags.sequence)
  const signedAttributes = signedAttributesOf(signer)
  // The library accepts a SET instead of a SEQUENCE here.
  childOf(signer, signedAttributes ? 4 : 3, tags.sequence)
  return {
    ...readInfo(content),
    content,
    signer: AsnConvert.parse(signer.bytes, SignerInfo),
    signedAttributes,
    certificates: certificatesOf(signedData),
  }
}

function readInfo(content: Uint8Array): Pick<TimestampToken, 'info' | 'genTime' | 'hasFinerTime'> {
  const element = readDer(content)
  const info = AsnConvert.parse(content, TSTInfo)
  if (info.version !== 1) throw new Error(`version ${info.version} of timestamps is not known`)
  checkAccuracy(info)
  return { info, ...readTime(childOf(element, 4, tags.generalizedTime)) }
}

// RFC 3161 allows only one notation of the time: to the second or finer, in UTC, without trailing zeros.
function readTime({ content }: DerElement): { genTime: Date; hasFinerTime: boolean } {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,20}[1-9]))?Z$/.exec(
    Buffer.from(content).toString('latin1'),
  )
  if (!match) throw new Error('the time is not in the form that RFC 3161 requires')
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const millis = fraction.slice(0, 3).padEnd(3, '0')
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millis}Z`
  const genTime = new Date(text)
  // A date such as 31 February would otherwise become another.
  if (Number.isNaN(genTime.getTime()) || genTime.toISOString() !== text)
    throw new Error('the time does not exist')
  return { genTime, hasFinerTime: fraction.length > 3 }
}

function checkAccuracy({ accuracy }: TSTInfo): void {
  if (!accuracy) return
  const { seconds, millis = 0, micros = 0 } = accuracy
  const isWithin = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most
  if (!isWithin(seconds, 1e9) || !isWithin(millis, 999) || !isWithin(micros, 999))
    throw new Error('the accuracy is not valid')
}

// In the token they have the tag [0]; the signature covers the same bytes as a SET.
function signedAttributesOf(signer: DerElement): Uint8Array | null {
  const attributes = signer.children[3]
  if (attributes?.tag !== tags.context0) return null
  const signed = new Uint8Array(attributes.bytes)
  signed[0] = tags.set
  return signed
}

function certificatesOf(signedData: DerElement): Uint8Array[] {
  const set = signedData.children[3]
  if (set?.tag !== tags.context0) return []
  if (set.children.length > MOST_CERTIFICATES)
    throw new Error(`${set.children.length} certificates are too many`)
  return set.children.filter(({ tag }) => tag === tags.sequence).map(({ bytes }) => bytes)
}

function expectType(type: string, expected: string): void {
  if (type !== expected) throw new Error(`the type is ${type}, not ${expected}`)
}
