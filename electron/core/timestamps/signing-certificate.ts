import { createHash } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import type { Attribute, SignerInfo } from '@peculiar/asn1-cms'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import type { Certificate } from './certificates.ts'
import { childOf, hexOf, integerHex, readDer, tags, type DerElement } from './der.ts'
import {
  ANY_PURPOSE,
  EXTENDED_KEY_USAGE,
  SIGNING_CERTIFICATE,
  SIGNING_CERTIFICATE_V2,
  TIME_STAMPING,
} from './object-identifiers.ts'
import { readHash } from './signature-scheme.ts'

/**
 * Returns the certificate that a signer names, by issuer and serial number or by subject key identifier; null when it
 * is not among `certificates`.
 */
export function findSigner(signer: SignerInfo, certificates: readonly Certificate[]): Certificate | null {
  const named = certificates.filter((certificate) => isNamed(signer, certificate))
  return named.find((certificate) => identificationProblem(signer, certificate) === null) ?? named[0] ?? null
}

/**
 * Returns why the signed attributes do not identify `certificate`; null when every ESSCertID in them has its hash.
 * Without that, another certificate with the same key and name could replace it.
 */
export function identificationProblem(signer: SignerInfo, certificate: Certificate): string | null {
  const first = onlyValue(signer, SIGNING_CERTIFICATE)
  const second = onlyValue(signer, SIGNING_CERTIFICATE_V2)
  if (first === 'several' || second === 'several') return 'The signing certificate is named more than once.'
  if (!first && !second) return 'The signature does not name the certificate that it belongs to.'
  try {
    return (
      (first && pinProblem(first, certificate, false)) ??
      (second && pinProblem(second, certificate, true)) ??
      null
    )
  } catch {
    return 'The certificate that the signature names cannot be read.'
  }
}

/** Returns why a certificate is not for timestamps and nothing else, as RFC 3161 requires; null when it is. */
export function purposeProblem({ extensions, purposes, keyUsage }: Certificate): string | null {
  if (!purposes) return 'The certificate does not say that it is for timestamps.'
  if (!purposes.includes(TIME_STAMPING))
    return purposes.includes(ANY_PURPOSE)
      ? 'The certificate is for any purpose, not for timestamps.'
      : 'The certificate is for purposes other than timestamps.'
  if (purposes.length > 1) return 'The certificate is also for purposes other than timestamps.'
  if (!extensions.get(EXTENDED_KEY_USAGE)?.critical)
    return 'The purpose of the certificate is not marked critical.'
  if (keyUsage && (keyUsage.size === 0 || [...keyUsage].some((bit) => bit > 1)))
    return 'The key of the certificate may be used for more than signing.'
  return null
}

/** Returns the only value of a signed attribute, or null when there is none. */
export function onlyValue({ signedAttrs }: SignerInfo, type: string): Uint8Array | 'several' | null {
  const found: Attribute[] = (signedAttrs ?? []).filter(({ attrType }) => attrType === type)
  const [value, ...more] = found.flatMap(({ attrValues }) => attrValues)
  if (found.length > 1 || more.length > 0) return 'several'
  return value ? new Uint8Array(value) : null
}

function isNamed({ sid }: SignerInfo, certificate: Certificate): boolean {
  if (sid.subjectKeyIdentifier) return hexOf(sid.subjectKeyIdentifier.buffer) === certificate.keyIdentifier
  const named = sid.issuerAndSerialNumber
  if (!named || integerHex(named.serialNumber) !== certificate.serial) return false
  return hexOf(AsnConvert.serialize(named.issuer)) === certificate.issuerName
}

// SigningCertificate(V2): a sequence of ESSCertID(v2)s, the first of which identifies the signer's certificate.
function pinProblem(value: Uint8Array, certificate: Certificate, isSecond: boolean): string | null {
  const pin = childOf(childOf(readDer(value), 0, tags.sequence), 0, tags.sequence)
  const named = isSecond && pin.children[0]?.tag === tags.sequence ? pin.children[0] : null
  const hash = named ? readHash(AsnConvert.parse(named.bytes, AlgorithmIdentifier)) : null
  if (hash?.problem) return hash.problem
  // The first version only knows SHA-1, which is enough here to distinguish the certificates of a chain that is
  // checked anyway.
  const name = isSecond ? (hash?.name ?? 'sha256') : 'sha1'
  const at = named ? 1 : 0
  const digest = createHash(name).update(certificate.der).digest('hex')
  if (hexOf(childOf(pin, at, tags.octetString).content) !== digest)
    return 'The signature belongs to a different certificate.'
  const issuer = pin.children[at + 1]
  return issuer && !isIssuer(issuer, certificate)
    ? 'The signature names a different issuer or serial number than its certificate has.'
    : null
}

// IssuerSerial: general names, of which there must be one, a directory name, and the serial number.
function isIssuer(element: DerElement, certificate: Certificate): boolean {
  const names = childOf(element, 0, tags.sequence)
  const serial = childOf(element, 1, 0x02)
  const [name, ...more] = names.children
  return (
    more.length === 0 &&
    name?.tag === 0xa4 &&
    hexOf(name.content) === certificate.issuerName &&
    integerHex(serial.content) === certificate.serial
  )
}
