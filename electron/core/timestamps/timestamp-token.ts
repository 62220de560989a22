import { AsnConvert } from '@peculiar/asn1-schema'
import { ContentInfo, EncapsulatedContentInfo, SignerInfo } from '@peculiar/asn1-cms'
import { PKIStatusInfo, TSTInfo } from '@peculiar/asn1-tsp'
import { AppError } from '../../../shared/errors.ts'
import { setBits } from './certificates.ts'
import { childOf, readDer, tags, type DerElement } from './der.ts'
import { SIGNED_DATA, TST_INFO } from './object-identifiers.ts'

/** What an authority said to a query; `token` is there when it granted it. */
export interface TimestampResponse {
  /** Null for a token that came without the response around it. */
  readonly status: {
    readonly value: number
    readonly text: string
    readonly failures: readonly string[]
  } | null
  readonly token: TimestampToken | null
}

/** A token taken apart; nothing in it has been checked. */
export interface TimestampToken {
  readonly info: TSTInfo
  readonly genTime: Date
  /** What the authority stated beyond the milliseconds of `genTime` is not zero. */
  readonly hasFinerTime: boolean
  /** The bytes of the TSTInfo, over which the message digest goes. */
  readonly content: Uint8Array
  readonly signer: SignerInfo
  /** The signed attributes as the signature covers them, or null where the signer signed none. */
  readonly signedAttributes: Uint8Array | null
  readonly certificates: readonly Uint8Array[]
}

/**
 * A time-stamp response, or a token alone, taken apart from its DER. Throws `timestamps.unreadable` for everything that
 * is not of that shape, whatever its bytes are.
 */
export function readTimestampResponse(bytes: Uint8Array): TimestampResponse {
  try {
    const outer = readDer(bytes)
    if (outer.children[0]?.tag === tags.objectIdentifier) return { status: null, token: readToken(outer) }
    const status = readStatus(childOf(outer, 0, tags.sequence))
    const token = outer.children[1]
    if (outer.tag !== tags.sequence || outer.children.length > 2) throw new Error('no time-stamp response')
    return { status, token: token ? readToken(token) : null }
  } catch (cause) {
    throw new AppError(
      'timestamps.unreadable',
      { problem: cause instanceof Error ? cause.message : String(cause) },
      { cause },
    )
  }
}

// A chain has three or four; each has to be read, and an answer may come from anybody.
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
  // The names that the library has for these bits are not those of RFC 3161.
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
  if (signerInfos?.tag !== tags.set || signerInfos.children.length !== 1) throw new Error('not one signer')
  const signer = childOf(signerInfos, 0, tags.sequence)
  const signedAttributes = signedAttributesOf(signer)
  // The library takes a SET for a SEQUENCE here.
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
  if (info.version !== 1) throw new Error(`version ${info.version} of a timestamp`)
  checkAccuracy(info)
  return { info, ...readTime(childOf(element, 4, tags.generalizedTime)) }
}

// RFC 3161 allows one way to write the time only: to the second or finer, in UTC, without zeros at the end.
function readTime({ content }: DerElement): { genTime: Date; hasFinerTime: boolean } {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d{0,20}[1-9]))?Z$/.exec(
    Buffer.from(content).toString('latin1'),
  )
  if (!match) throw new Error('the time is not written as RFC 3161 wants it')
  const [, year, month, day, hour, minute, second, fraction = ''] = match
  const millis = fraction.slice(0, 3).padEnd(3, '0')
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.${millis}Z`
  const genTime = new Date(text)
  // A day such as the 31st of February would otherwise become another.
  if (Number.isNaN(genTime.getTime()) || genTime.toISOString() !== text)
    throw new Error('there is no such time')
  return { genTime, hasFinerTime: fraction.length > 3 }
}

function checkAccuracy({ accuracy }: TSTInfo): void {
  if (!accuracy) return
  const { seconds, millis = 0, micros = 0 } = accuracy
  const isWithin = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most
  if (!isWithin(seconds, 1e9) || !isWithin(millis, 999) || !isWithin(micros, 999))
    throw new Error('the accuracy is none')
}

// In the token they carry the tag [0]; signed are the same bytes as a SET.
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
  if (type !== expected) throw new Error(`of the type ${type}, not ${expected}`)
}
