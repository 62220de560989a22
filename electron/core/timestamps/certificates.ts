import { X509Certificate, type KeyObject } from 'node:crypto'
import { AsnConvert, type BitString } from '@peculiar/asn1-schema'
import {
  BasicConstraints,
  Certificate as CertificateSyntax,
  ExtendedKeyUsage,
  KeyUsage,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  type Extension,
  type GeneralName,
} from '@peculiar/asn1-x509'
import { AppError } from '../../../shared/errors.ts'
import { hexOf, integerHex, readDer, type DerElement } from './der.ts'
import { nameText } from './names.ts'
import {
  BASIC_CONSTRAINTS,
  EXTENDED_KEY_USAGE,
  KEY_USAGE,
  SUBJECT_ALTERNATIVE_NAME,
  SUBJECT_KEY_IDENTIFIER,
} from './object-identifiers.ts'
import { signatureProblem } from './signature-scheme.ts'

/** A parsed certificate: its exact bytes, its names as bytes and as text, and the purposes that it states. */
export interface Certificate {
  readonly der: Uint8Array
  readonly key: KeyObject
  readonly syntax: CertificateSyntax
  /** Lower-case hexadecimal SHA-256 of the complete certificate. */
  readonly fingerprint: string
  readonly serial: string
  readonly subject: string
  readonly issuer: string
  /** The names in DER, in hexadecimal; two names are the same when these are equal. */
  readonly subjectName: string
  readonly issuerName: string
  readonly notBefore: Date
  readonly notAfter: Date
  readonly extensions: ReadonlyMap<string, Extension>
  readonly isCa: boolean
  readonly pathLength: number | null
  /** Bit 0 is digitalSignature; null when the certificate does not limit its key. */
  readonly keyUsage: ReadonlySet<number> | null
  readonly purposes: readonly string[] | null
  readonly alternativeNames: readonly GeneralName[]
  /** In hexadecimal; a signer may refer to its certificate by it. */
  readonly keyIdentifier: string | null
}

/** Parses a certificate from DER; throws a plain error when `der` is not one. */
export function readCertificate(der: Uint8Array): Certificate {
  const { version, serial, issuer, subject } = namesOf(readDer(der))
  const syntax = AsnConvert.parse(der, CertificateSyntax)
  const x509 = new X509Certificate(der)
  const { validity } = syntax.tbsCertificate
  const extensions = readExtensions(syntax.tbsCertificate.extensions ?? [])
  if (extensions.size > 0 && version !== 2)
    throw new Error('extensions in a certificate older than version 3')
  const constraints = parseExtension(extensions, BASIC_CONSTRAINTS, BasicConstraints)
  const usage = parseExtension(extensions, KEY_USAGE, KeyUsage)
  const purposes = parseExtension(extensions, EXTENDED_KEY_USAGE, ExtendedKeyUsage)
  const alternative = parseExtension(extensions, SUBJECT_ALTERNATIVE_NAME, SubjectAlternativeName)
  const keyIdentifier = parseExtension(extensions, SUBJECT_KEY_IDENTIFIER, SubjectKeyIdentifier)
  return {
    der,
    key: x509.publicKey,
    syntax,
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    serial,
    subject: nameText(syntax.tbsCertificate.subject),
    issuer: nameText(syntax.tbsCertificate.issuer),
    subjectName: hexOf(subject.bytes),
    issuerName: hexOf(issuer.bytes),
    notBefore: validDate(validity.notBefore.getTime()),
    notAfter: validDate(validity.notAfter.getTime()),
    extensions,
    isCa: constraints?.cA ?? false,
    pathLength: constraints?.pathLenConstraint ?? null,
    keyUsage: usage && bitsOf(usage),
    purposes: purposes && [...purposes],
    alternativeNames: [...(alternative ?? [])],
    keyIdentifier: keyIdentifier && hexOf(keyIdentifier.buffer),
  }
}

/**
 * Parses the certificates in PEM texts, each of which may contain several. Throws
 * `timestamps.certificate-unreadable`.
 */
export function readPem(texts: readonly string[]): Certificate[] {
  return texts.flatMap((text) => {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
    if (!blocks)
      throw new AppError('timestamps.certificate-unreadable', {
        problem: 'it contains no certificate in PEM format',
      })
    return blocks.map((block) => {
      try {
        return readCertificate(new Uint8Array(Buffer.from(block.replace(/-----[^-]+-----/g, ''), 'base64')))
      } catch (cause) {
        const problem = cause instanceof Error ? cause.message : String(cause)
        throw new AppError('timestamps.certificate-unreadable', { problem }, { cause })
      }
    })
  })
}

/** Returns why there is no reliable signature of `issuer` on `certificate`; null when there is one. */
export function issuedByProblem(certificate: Certificate, issuer: Certificate): string | null {
  const { tbsCertificateRaw, tbsCertificate, signatureAlgorithm, signatureValue } = certificate.syntax
  if (!tbsCertificateRaw) return 'The certificate does not show what was signed.'
  const [inner, outer] = [tbsCertificate.signature, signatureAlgorithm].map((algorithm) =>
    hexOf(AsnConvert.serialize(algorithm)),
  )
  if (inner !== outer) return 'The certificate names two different signature schemes.'
  return signatureProblem(issuer.key, {
    algorithm: signatureAlgorithm,
    data: new Uint8Array(tbsCertificateRaw),
    signature: new Uint8Array(signatureValue),
  })
}

/** Returns whether a certificate names its own subject as issuer, as a root does. */
export function isSelfIssued({ subjectName, issuerName }: Certificate): boolean {
  return subjectName === issuerName
}

// The library re-encodes names, so names are compared in the original bytes.
function namesOf(certificate: DerElement) {
  const fields = certificate.children[0]?.children ?? []
  const explicit = fields[0]?.tag === 0xa0 ? fields[0] : null
  const [serial, , issuer, , subject] = fields.slice(explicit ? 1 : 0)
  if (!serial || !issuer || !subject) throw new Error('fields of the certificate are missing')
  const version = explicit?.children[0]?.content[0] ?? 0
  return { version, serial: integerHex(serial.content), issuer, subject }
}

function readExtensions(list: readonly Extension[]): Map<string, Extension> {
  const found = new Map(list.map((each) => [each.extnID, each]))
  if (found.size !== list.length) throw new Error('an extension appears twice')
  return found
}

function parseExtension<T>(
  extensions: ReadonlyMap<string, Extension>,
  id: string,
  type: new () => T,
): T | null {
  const value = extensions.get(id)?.extnValue.buffer
  if (!value) return null
  readDer(new Uint8Array(value))
  return AsnConvert.parse(value, type)
}

function bitsOf({ value }: BitString): Set<number> {
  return setBits(new Uint8Array(value))
}

/** Returns the numbers of the bits that are set; bit 0 is the highest of the first byte. */
export function setBits(bytes: Uint8Array): Set<number> {
  const numbers = [...bytes.keys()].flatMap((at) => [0, 1, 2, 3, 4, 5, 6, 7].map((bit) => at * 8 + bit))
  return new Set(numbers.filter((number) => bytes[number >> 3]! & (0x80 >> (number & 7))))
}

function validDate(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw new Error('a date of the certificate is not valid')
  return date
}
