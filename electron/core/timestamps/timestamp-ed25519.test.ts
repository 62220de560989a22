import { createHash, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  Attribute,
  ContentInfo,
  EncapsulatedContent,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
} from '@peculiar/asn1-cms'
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createAuthority,
  extensions,
  hasOpenssl,
  type Authority,
} from '../../../tests/tools/timestamp-authority.ts'
import { failedOf, judged, sha256 } from '../../../tests/tools/timestamp-judging.ts'
import { readDer } from './der.ts'
import { MESSAGE_DIGEST, SIGNED_DATA, SIGNING_CERTIFICATE_V2 } from './object-identifiers.ts'
import { writeTimestampQuery } from './timestamp-query.ts'
import { verifyTimestamp } from './verify-timestamp.ts'

const SHA512 = '2.16.840.1.101.3.4.2.3'
const ED25519 = '1.3.101.112'
const imprint = sha256('evidence')
const query = writeTimestampQuery(imprint)

const octets = (bytes: Uint8Array) => Buffer.concat([Buffer.from([4, bytes.length]), bytes])
const sequence = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0x30, bytes.length]), bytes])
const own = (bytes: Uint8Array) => new Uint8Array(bytes).buffer

/** Re-signs a token of another signer with an Ed25519 key, which OpenSSL 3.0 cannot do. */
function signAnew(token: Uint8Array, certificate: Certificate, key: string, digest: string): Uint8Array {
  const content = AsnConvert.parse(token, ContentInfo)
  const signedData = AsnConvert.parse(content.content, SignedData)
  const info = (signedData.encapContentInfo.eContent as EncapsulatedContent).single!
  const der = new Uint8Array(AsnConvert.serialize(certificate))
  const pin = sequence(sequence(sequence(octets(createHash('sha256').update(der).digest()))))
  const stated = octets(createHash(digest).update(new Uint8Array(info.buffer)).digest())
  const signer = signedData.signerInfos[0]!
  const { issuer, serialNumber } = certificate.tbsCertificate
  signer.sid = new SignerIdentifier({
    issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }),
  })
  signer.digestAlgorithm = new AlgorithmIdentifier({
    algorithm: digest === 'sha512' ? SHA512 : signer.digestAlgorithm.algorithm,
  })
  signer.signatureAlgorithm = new AlgorithmIdentifier({ algorithm: ED25519 })
  signer.signedAttrs = [
    ...signer.signedAttrs!.slice(0, 1),
    new Attribute({ attrType: MESSAGE_DIGEST, attrValues: [own(stated)] }),
    new Attribute({ attrType: SIGNING_CERTIFICATE_V2, attrValues: [own(pin)] }),
  ]
  const attributes = new Uint8Array(readDer(new Uint8Array(AsnConvert.serialize(signer))).children[3]!.bytes)
  attributes[0] = 0x31
  signer.signature = new OctetString(sign(null, attributes, key))
  signedData.certificates = undefined
  const changed = new ContentInfo({ contentType: SIGNED_DATA, content: AsnConvert.serialize(signedData) })
  return new Uint8Array(AsnConvert.serialize(changed))
}

describe.skipIf(!hasOpenssl)('a timestamp signed with Ed25519', () => {
  let authority: Authority
  let certificate: string
  beforeAll(() => {
    authority = createAuthority('ec')
    certificate = authority.certify('edwards', {
      key: 'ed25519',
      by: 'issuer',
      extensions: extensions.signer,
    })
  })
  afterAll(() => authority.remove())

  it.each(['sha256', 'sha512'])('holds over attributes with a %s digest', (digest) => {
    const token = authority.reply(query.bytes, { settings: { tsa_name: 'no' }, tokenOnly: true })
    const der = Buffer.from(certificate.replace(/-----[^-]+-----/g, ''), 'base64')
    const key = readFileSync(authority.path('edwards.key'), 'utf8')
    const response = signAnew(token, AsnConvert.parse(der, Certificate), key, digest)
    const asked = { imprint, roots: [authority.root], intermediates: [certificate, authority.issuer] }
    const report = verifyTimestamp({ ...asked, response })
    expect([failedOf(report), report.holds]).toEqual([[], true])
    const changed = response.slice()
    changed[response.length - 1]! ^= 1
    expect(judged({ ...asked, response: changed })).toBe('fails')
  })
})
