import { createHash } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import { GeneralName } from '@peculiar/asn1-x509'
import { timestampChecks } from '../../../shared/contract/timestamps.ts'
import { AppError } from '../../../shared/errors.ts'
import { buildChain, invalidAt, type Chain, type ChainMaterial } from './certificate-chain.ts'
import { readCertificate, readPem, type Certificate } from './certificates.ts'
import { bareHex, hexOf, integerHex, readDer, tags } from './der.ts'
import { CONTENT_TYPE, MESSAGE_DIGEST, SHA256, TST_INFO_DER } from './object-identifiers.ts'
import { printable } from './names.ts'
import { readHash, signatureProblem } from './signature-scheme.ts'
import { findSigner, identificationProblem, onlyValue, purposeProblem } from './signing-certificate.ts'
import {
  factsOf,
  latestMoment,
  type TimestampCheck,
  type TimestampCheckName,
  type TimestampReport,
} from './timestamp-report.ts'
import { readTimestampResponse, type TimestampResponse, type TimestampToken } from './timestamp-token.ts'

export interface VerifyTimestampOptions {
  /** A timestamp response (.tsr), or a token alone (.tst), in DER. */
  readonly response: Uint8Array
  /** The SHA-256, in hexadecimal, of what was timestamped. */
  readonly imprint: string
  /** The nonce of the request, in hexadecimal. */
  readonly nonce?: string
  /** PEM texts of the roots that the user chose to trust. */
  readonly roots: readonly string[]
  /** PEM texts of certificates between the signer and a root, if the token does not contain them. */
  readonly intermediates?: readonly string[]
  /** The time of the check, by default now: a timestamp from the future is not accepted. */
  readonly at?: Date
}

type Outcome = Pick<TimestampCheck, 'outcome' | 'detail'>

// A computer's clock may be a little slow when the response comes.
const CLOCK_TOLERANCE_MS = 10 * 60_000
const REVOCATION =
  'Whether a certificate was revoked is not checked, because this check works offline. Ask the authority, or check its revocation list.'
const ENDED_SINCE =
  ' Not all are still valid today, so other programs may need the time of the timestamp (openssl: -attime).'
const optionalChecks: readonly TimestampCheckName[] = ['status', 'nonce', 'authority-name', 'revocation']

/**
 * Checks everything that can be checked offline about an RFC 3161 timestamp. Throws `timestamps.unreadable` for bytes
 * that are not a timestamp and `timestamps.certificate-unreadable` for a chosen certificate that is not one.
 */
export function verifyTimestamp(options: VerifyTimestampOptions): TimestampReport {
  const response = readTimestampResponse(options.response)
  const roots = readPem(options.roots)
  const given = readPem(options.intermediates ?? [])
  try {
    return judge(response, options, roots, given)
  } catch (cause) {
    throw new AppError('timestamps.unreadable', { problem: String(cause) }, { cause })
  }
}

function judge(
  response: TimestampResponse,
  options: VerifyTimestampOptions,
  roots: readonly Certificate[],
  given: readonly Certificate[],
): TimestampReport {
  const at = options.at ?? new Date()
  const status = judgeStatus(response)
  const { token } = response
  if (!token) return reportOf({ status }, null, null)
  const carried = token.certificates.flatMap(readIfPossible)
  const certificate = findSigner(token.signer, [...carried, ...given, ...roots])
  const outcomes = {
    status,
    imprint: judgeImprint(token, options.imprint),
    nonce: judgeNonce(token, options.nonce),
    extensions: judgeExtensions(token),
    clock: judgeClock(token, at),
    ...judgeSigner(token, certificate),
    ...judgeChain(token, certificate, { roots, others: [...carried, ...given], at }),
  }
  return reportOf(outcomes, token, certificate)
}

function reportOf(
  outcomes: Partial<Record<TimestampCheckName, Outcome>>,
  token: TimestampToken | null,
  certificate: Certificate | null,
): TimestampReport {
  const without = notChecked(
    token ? 'The certificate of the signer is missing.' : 'There is no timestamp to check.',
  )
  const all = { ...outcomes, revocation: notChecked(REVOCATION) }
  const checks = timestampChecks.map((check) => ({ check, ...(all[check] ?? without) }))
  const holds = checks.every(
    ({ check, outcome }) =>
      outcome === 'passed' || (outcome === 'not-checked' && optionalChecks.includes(check)),
  )
  return {
    holds,
    checks,
    token: token && factsOf(token, certificate),
    provesExistenceBefore: holds && token ? latestMoment(token).toISOString() : null,
  }
}

function judgeStatus({ status, token }: TimestampResponse): Outcome {
  if (!status)
    return notChecked('The token came without the response around it, which would state the status.')
  const said = [status.text && `“${printable(status.text)}”`, status.failures.join(', ')]
    .filter(Boolean)
    .join(', ')
  const more = said && `: ${said}`
  if (status.value !== 0 && status.value !== 1)
    return failed(`The authority did not grant the timestamp (status ${status.value})${more}.`)
  if (!token) return failed('The authority states that it granted a timestamp, but sent none.')
  return passed(status.value === 0 ? 'Granted.' : `Granted with changes${more}.`)
}

function judgeImprint({ info }: TimestampToken, expected: string): Outcome {
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  if (hashAlgorithm.algorithm !== SHA256)
    return failed(
      `The timestamp is for a different kind of hash: ${readHash(hashAlgorithm).name ?? hashAlgorithm.algorithm}.`,
    )
  const found = hexOf(hashedMessage.buffer)
  return verdict(
    found === expected.toLowerCase() ? null : `The timestamp is for ${found}, which is something else.`,
    `The timestamp is for this SHA-256: ${found}.`,
  )
}

function judgeNonce({ info }: TimestampToken, expected: string | undefined): Outcome {
  if (expected === undefined) return notChecked('The nonce of the request is not known.')
  if (!info.nonce) return failed('The timestamp does not have the nonce of the request.')
  return verdict(
    integerHex(info.nonce) === bareHex(expected) ? null : 'The timestamp has the nonce of another request.',
    'The timestamp has the nonce of the request.',
  )
}

function judgeExtensions({ info }: TimestampToken): Outcome {
  const critical = [...(info.extensions ?? [])].filter((each) => each.critical).map(({ extnID }) => extnID)
  return verdict(
    critical.length > 0
      ? `The timestamp has critical extensions that Holdfast does not know: ${critical.join(', ')}.`
      : null,
    'The timestamp has no critical extensions.',
  )
}

function judgeClock(token: TimestampToken, at: Date): Outcome {
  const { genTime } = token
  return verdict(
    genTime.getTime() > at.getTime() + CLOCK_TOLERANCE_MS
      ? `The time of the timestamp, ${genTime.toISOString()}, is in the future. Is the clock of this computer right?`
      : null,
    'The time of the timestamp is not later than that of the check.',
  )
}

function judgeSigner(
  token: TimestampToken,
  certificate: Certificate | null,
): Partial<Record<TimestampCheckName, Outcome>> {
  if (!certificate)
    return {
      'signing-certificate': failed(
        'The certificate of the signer is neither in the timestamp nor among the chosen files.',
      ),
    }
  return {
    signature: verdict(
      tokenSignatureProblem(token, certificate),
      'The signature was made with the key of the certificate.',
    ),
    'signing-certificate': verdict(
      identificationProblem(token.signer, certificate),
      `The signature names the certificate that it belongs to: ${certificate.subject}.`,
    ),
    purpose: verdict(purposeProblem(certificate), 'The certificate is for timestamps, and for nothing else.'),
    'authority-name': judgeAuthority(token, certificate),
  }
}

function tokenSignatureProblem({ signer, signedAttributes, content }: TimestampToken, { key }: Certificate) {
  if (!signedAttributes) return 'The signature covers no attributes.'
  const type = onlyValue(signer, CONTENT_TYPE)
  if (!(type instanceof Uint8Array) || hexOf(type) !== TST_INFO_DER)
    return 'The signed content is not declared to be a timestamp.'
  const hash = readHash(signer.digestAlgorithm)
  if (hash.problem !== null) return hash.problem
  const stated = onlyValue(signer, MESSAGE_DIGEST)
  const digest = createHash(hash.name).update(content).digest('hex')
  if (!(stated instanceof Uint8Array) || octetsOf(stated) !== digest)
    return 'The signature covers different content than the timestamp contains.'
  return signatureProblem(key, {
    algorithm: signer.signatureAlgorithm,
    digest: signer.digestAlgorithm,
    data: signedAttributes,
    signature: new Uint8Array(signer.signature.buffer),
  })
}

function judgeAuthority({ info: { tsa } }: TimestampToken, certificate: Certificate): Outcome {
  if (!tsa) return notChecked('The timestamp does not name the authority; its certificate does.')
  const names = [
    new GeneralName({ directoryName: certificate.syntax.tbsCertificate.subject }),
    ...certificate.alternativeNames,
  ]
  const own = names.map((name) => hexOf(AsnConvert.serialize(name)))
  return verdict(
    own.includes(hexOf(AsnConvert.serialize(tsa)))
      ? null
      : 'The timestamp names a different authority than its certificate.',
    'The authority that the timestamp names is that of the certificate.',
  )
}

function judgeChain(
  { genTime }: TimestampToken,
  signer: Certificate | null,
  { roots, others, at }: ChainMaterial,
): Partial<Record<TimestampCheckName, Outcome>> {
  if (!signer) return {}
  const chain = buildChain(signer, { roots, others, at: genTime })
  const route = chain.path.map(({ subject }) => `“${subject}”`).join(' ← ')
  return {
    chain:
      roots.length === 0
        ? notChecked('No root was chosen, so nothing shows whose signature it is.')
        : verdict(chain.problem, `The certificates lead to a chosen root: ${route}.`),
    validity: judgeValidity(chain, genTime, at),
  }
}

function judgeValidity({ path }: Chain, genTime: Date, at: Date): Outcome {
  const invalid = invalidAt(path, genTime).map(
    ({ subject, notBefore, notAfter }) =>
      `“${subject}” (from ${notBefore.toISOString()} to ${notAfter.toISOString()})`,
  )
  const since = invalidAt(path, at).length > 0 ? ENDED_SINCE : ''
  return verdict(
    invalid.length > 0 ? `Not valid at the time of the timestamp: ${invalid.join('; ')}.` : null,
    `${path.length === 1 ? 'The certificate of the signer' : 'Every certificate'} was valid at the time of the timestamp.${since}`,
  )
}

// Unreadable certificates may not belong to this chain; if one does, the chain check fails.
function readIfPossible(der: Uint8Array): Certificate[] {
  try {
    return [readCertificate(der)]
  } catch {
    return []
  }
}

function octetsOf(der: Uint8Array): string | null {
  const element = readDer(der)
  return element.tag === tags.octetString ? hexOf(element.content) : null
}

const passed = (detail: string): Outcome => ({ outcome: 'passed', detail })
const failed = (detail: string): Outcome => ({ outcome: 'failed', detail })
const notChecked = (detail: string): Outcome => ({ outcome: 'not-checked', detail })
const verdict = (problem: string | null, otherwise: string): Outcome =>
  problem === null ? passed(otherwise) : failed(problem)
