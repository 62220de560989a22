import { constants, verify, type KeyObject } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { RsaSaPssParams } from '@peculiar/asn1-rsa'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import { SHA256 } from './object-identifiers.ts'

export type HashName = 'sha256' | 'sha384' | 'sha512'

/** How something was signed; `hash` is null when the key's own scheme determines it. */
interface SignatureScheme {
  readonly key: 'rsa' | 'ec' | 'ed25519'
  readonly hash: HashName | null
  readonly saltLength?: number
}

const hashes: Readonly<Record<string, HashName>> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
const weakHashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'MD5',
  '1.3.14.3.2.26': 'SHA-1',
}

const RSA = '1.2.840.113549.1.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const MGF1 = '1.2.840.113549.1.1.8'
const schemes: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
  '1.3.101.112': { key: 'ed25519', hash: null },
}
const weakSchemes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'MD5',
  '1.2.840.113549.1.1.5': 'SHA-1',
  '1.2.840.10045.4.1': 'SHA-1',
}
const curves = ['prime256v1', 'secp384r1', 'secp521r1']
const FEWEST_RSA_BITS = 2048

export interface Signed {
  readonly algorithm: AlgorithmIdentifier
  /** The hash that the signer named in addition to the signature, as CMS does and a certificate does not. */
  readonly digest?: AlgorithmIdentifier
  readonly data: Uint8Array
  readonly signature: Uint8Array
}

/** Returns why a signature is not accepted (weak, unknown, or not made with this key); null when it is. */
export function signatureProblem(key: KeyObject, signed: Signed): string | null {
  const scheme = readScheme(signed)
  if (typeof scheme === 'string') return scheme
  const problem = keyProblem(key, scheme)
  if (problem) return problem
  const padding =
    scheme.saltLength === undefined
      ? {}
      : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }
  try {
    return verify(scheme.hash, signed.data, { key, ...padding }, signed.signature)
      ? null
      : 'The signature was not made with this key over these bytes.'
  } catch (cause) {
    return `The signature could not be checked: ${cause instanceof Error ? cause.message : String(cause)}.`
  }
}

/** Returns the name of a reliable hash, or a sentence that says why this one is not. */
export function readHash({
  algorithm,
}: AlgorithmIdentifier): { name: HashName; problem: null } | { name: null; problem: string } {
  const name = hashes[algorithm]
  if (name) return { name, problem: null }
  const weak = weakHashes[algorithm]
  return {
    name: null,
    problem: weak ? `${weak} is too weak to rely on.` : `The hash ${algorithm} is not known.`,
  }
}

function readScheme({ algorithm, digest }: Signed): SignatureScheme | string {
  const named = digest ? readHash(digest) : null
  if (named?.problem) return named.problem
  const scheme = schemeOf(algorithm, named?.name ?? null)
  if (typeof scheme === 'string') return scheme
  if (named && scheme.hash && scheme.hash !== named.name)
    return `The signature uses ${scheme.hash}, but the signer names ${named.name}.`
  return scheme
}

function schemeOf(algorithm: AlgorithmIdentifier, named: HashName | null): SignatureScheme | string {
  const oid = algorithm.algorithm
  if (oid === RSA && named) return { key: 'rsa', hash: named }
  if (oid === RSA_PSS) return readPss(algorithm)
  const weak = weakSchemes[oid]
  if (weak) return `A signature with ${weak} is too weak to rely on.`
  return schemes[oid] ?? `The signature scheme ${oid} is not known.`
}

function readPss({ parameters }: AlgorithmIdentifier): SignatureScheme | string {
  if (!parameters) return 'A signature with SHA-1 is too weak to rely on.'
  try {
    const { hashAlgorithm, maskGenAlgorithm, saltLength, trailerField } = AsnConvert.parse(
      parameters,
      RsaSaPssParams,
    )
    const hash = readHash(hashAlgorithm)
    if (hash.problem !== null) return hash.problem
    const mask = maskGenAlgorithm.parameters
      ? AsnConvert.parse(maskGenAlgorithm.parameters, AlgorithmIdentifier).algorithm
      : ''
    const isPlain = maskGenAlgorithm.algorithm === MGF1 && mask === hashAlgorithm.algorithm
    if (!isPlain || trailerField !== 1 || !Number.isInteger(saltLength) || saltLength < 0 || saltLength > 512)
      return 'The RSA-PSS parameters are not in common use.'
    return { key: 'rsa', hash: hash.name, saltLength }
  } catch {
    return 'The RSA-PSS parameters cannot be read.'
  }
}

function keyProblem(key: KeyObject, scheme: SignatureScheme): string | null {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  const isRsa = type === 'rsa' || (type === 'rsa-pss' && scheme.saltLength !== undefined)
  if (scheme.key === 'rsa' ? !isRsa : type !== scheme.key)
    return `The key is of type ${type ?? 'unknown'}, the signature of another.`
  if (scheme.key === 'rsa' && (details?.modulusLength ?? 0) < FEWEST_RSA_BITS)
    return `An RSA key of ${details?.modulusLength ?? 0} bits is too weak to rely on.`
  if (scheme.key === 'ec' && !curves.includes(details?.namedCurve ?? ''))
    return `The curve ${details?.namedCurve ?? 'of the key'} is not known.`
  return null
}
