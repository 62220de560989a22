import { randomBytes } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { AppError } from '../../../shared/errors.ts'
import { Hash } from '../../../shared/model/ids.ts'
import { hexOf } from './der.ts'
import { SHA256 } from './object-identifiers.ts'

/**
 * A request to a time-stamping authority. `nonce`, in hexadecimal, shows later that a response belongs to this
 * request.
 */
export interface TimestampQuery {
  readonly bytes: Uint8Array
  readonly nonce: string
}

/**
 * Builds the RFC 3161 request, in DER, for a timestamp over a SHA-256 and for the certificates that check it. It
 * contains nothing but the hash and a random nonce.
 */
export function writeTimestampQuery(sha256Hex: string): TimestampQuery {
  const hash = Hash.safeParse(sha256Hex)
  if (!hash.success)
    throw new AppError('request.invalid', {
      method: 'timestamp query',
      problem: 'not a SHA-256 in hexadecimal',
    })
  const nonce = makeNonce()
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(Buffer.from(hash.data, 'hex')),
    }),
    nonce: new Uint8Array(nonce).buffer,
    certReq: true,
  })
  return { bytes: new Uint8Array(AsnConvert.serialize(request)), nonce: hexOf(nonce) }
}

// 126 random bits; with the leading bits 01, the number is positive and has no leading zero byte, which encoders
// might add or drop.
function makeNonce(): Buffer {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0]! & 0x3f) | 0x40
  return bytes
}
