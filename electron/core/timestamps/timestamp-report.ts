import type { timestampChecks } from '../../../shared/contract/timestamps.ts'
import { hexOf, integerHex } from './der.ts'
import { generalNameText } from './names.ts'
import { readHash } from './signature-scheme.ts'
import type { Certificate } from './certificates.ts'
import type { TimestampToken } from './timestamp-token.ts'

export type TimestampCheckName = (typeof timestampChecks)[number]

export interface TimestampCheck {
  readonly check: TimestampCheckName
  readonly outcome: 'passed' | 'failed' | 'not-checked'
  readonly detail: string
}

/** What a timestamp states. It is proved only if the report holds. */
export interface TimestampFacts {
  readonly genTime: string
  /** How far off the time may be, according to the authority; null when it states nothing. */
  readonly accuracySeconds: number | null
  readonly serial: string
  readonly policy: string
  readonly nonce: string | null
  readonly authority: string | null
  /** `sha256` and so on, or the object identifier of a hash that is not accepted. */
  readonly hashAlgorithm: string
  readonly imprint: string
  readonly certificate: {
    readonly subject: string
    readonly issuer: string
    readonly serial: string
    readonly fingerprint: string
    readonly notBefore: string
    readonly notAfter: string
  } | null
}

export interface TimestampReport {
  /** True when nothing failed, and the signature leads to a root that the user chose. */
  readonly holds: boolean
  readonly checks: readonly TimestampCheck[]
  /** Null when the authority refused, so that there is no token. */
  readonly token: TimestampFacts | null
  /** The stated time and its accuracy, rounded up to the millisecond; null when the timestamp does not hold. */
  readonly provesExistenceBefore: string | null
}

/** Returns what a token and the certificate of its signer state, as text and numbers. */
export function factsOf(token: TimestampToken, certificate: Certificate | null): TimestampFacts {
  const { info, genTime } = token
  const { hashAlgorithm, hashedMessage } = info.messageImprint
  return {
    genTime: genTime.toISOString(),
    accuracySeconds: info.accuracy ? accuracyMicros(token) / 1e6 : null,
    serial: integerHex(info.serialNumber),
    policy: info.policy,
    nonce: info.nonce ? integerHex(info.nonce) : null,
    authority: info.tsa ? generalNameText(info.tsa) : null,
    hashAlgorithm: readHash(hashAlgorithm).name ?? hashAlgorithm.algorithm,
    imprint: hexOf(hashedMessage.buffer),
    certificate: certificate && {
      subject: certificate.subject,
      issuer: certificate.issuer,
      serial: certificate.serial,
      fingerprint: certificate.fingerprint,
      notBefore: certificate.notBefore.toISOString(),
      notAfter: certificate.notAfter.toISOString(),
    },
  }
}

/** Returns the latest time that a token can mean: its time and accuracy, rounded up, never down. */
export function latestMoment(token: TimestampToken): Date {
  const finer = token.hasFinerTime ? 1 : 0
  return new Date(token.genTime.getTime() + Math.ceil(accuracyMicros(token) / 1000) + finer)
}

function accuracyMicros({ info: { accuracy } }: TimestampToken): number {
  if (!accuracy) return 0
  return accuracy.seconds * 1_000_000 + (accuracy.millis ?? 0) * 1000 + (accuracy.micros ?? 0)
}
