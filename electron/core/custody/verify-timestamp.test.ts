import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import {
  createAuthority,
  extensions,
  hasOpenssl,
  type Authority,
} from '../../../tests/tools/timestamp-authority.ts'
import { childOf, readDer } from './der.ts'
import { writeTimestampQuery } from './timestamp-query.ts'
import type { TimestampReport } from './timestamp-report.ts'
import { verifyTimestamp, type VerifyTimestampOptions } from './verify-timestamp.ts'

const imprint = createHash('sha256').update('evidence').digest('hex')
const otherImprint = createHash('sha256').update('evidencf').digest('hex')
const query = writeTimestampQuery(imprint)

/** The checks that failed, by name. */
function failedOf({ checks }: TimestampReport): string[] {
  return checks.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)
}

/** The TSTInfo within a response. */
function contentOf(response: Uint8Array): Uint8Array {
  const signedData = childOf(childOf(readDer(response).children[1]!, 1, 0xa0), 0, 0x30)
  return new Uint8Array(childOf(childOf(childOf(signedData, 2, 0x30), 1, 0xa0), 0, 0x04).content)
}

/** What `verifyTimestamp` makes of bytes that may be anything: a report, or the one error that it may throw. */
function judged(options: VerifyTimestampOptions): TimestampReport | 'unreadable' {
  try {
    return verifyTimestamp(options)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'timestamp.unreadable') return 'unreadable'
    throw thrown
  }
}

const holds = (report: TimestampReport | 'unreadable') => report !== 'unreadable' && report.holds

describe.skipIf(!hasOpenssl).each(['rsa', 'ec'] as const)(
  'a timestamp of an authority with %s keys',
  (kind) => {
    let authority: Authority
    let response: Uint8Array
    let asked: VerifyTimestampOptions
    beforeAll(() => {
      authority = createAuthority(kind)
      response = authority.reply(query.bytes)
      asked = { response, imprint, nonce: query.nonce, roots: [authority.root] }
    })
    afterAll(() => authority.remove())

    it('holds here as it does for openssl', () => {
      const report = verifyTimestamp(asked)
      expect(failedOf(report)).toEqual([])
      expect(report.holds).toBe(true)
      expect(authority.agrees(response, query.bytes, authority.root)).toBe(true)
      expect(report.checks.filter(({ outcome }) => outcome !== 'passed').map(({ check }) => check)).toEqual([
        'revocation',
      ])
      const name = 'C=CH, O=Example, CN=signer'
      expect(report.token).toMatchObject({
        accuracySeconds: 1.5,
        serial: '2b',
        policy: '1.2.3.4.1',
        nonce: query.nonce,
        authority: name,
        hashAlgorithm: 'sha256',
        imprint,
        certificate: { subject: name, issuer: 'C=CH, O=Example, CN=issuer' },
      })
      const genTime = Date.parse(report.token!.genTime)
      expect(Date.parse(report.provesExistenceBefore!)).toBe(genTime + 1500)
      const text = authority.run('ts', '-reply', '-in', 'reply.tsr', '-text')
      expect(text).toContain(`Time stamp: ${openssl(genTime)}`)
      const certificate = authority.run(
        'x509',
        '-in',
        'signer.pem',
        '-noout',
        '-fingerprint',
        '-sha256',
        '-serial',
      )
      const digits = (line: string) =>
        line.replace(/^.*=/, '').replaceAll(':', '').toLowerCase().replace(/^0+/, '')
      const [fingerprint, serial] = certificate.trim().split('\n').map(digits)
      expect(report.token!.certificate).toMatchObject({ serial })
      expect(report.token!.certificate!.fingerprint.replace(/^0+/, '')).toBe(fingerprint)
    })

    it('holds as a token alone, whose status nobody knows', () => {
      const token = authority.reply(query.bytes, { tokenOnly: true })
      const report = verifyTimestamp({ ...asked, response: token })
      expect([report.holds, report.checks[0]!.outcome]).toEqual([true, 'not-checked'])
    })

    it('holds where the query is not at hand, and says so', () => {
      const report = verifyTimestamp({ ...asked, nonce: undefined })
      expect([report.holds, report.checks.find(({ check }) => check === 'nonce')!.outcome]).toEqual([
        true,
        'not-checked',
      ])
    })

    it('holds with the certificates given beside it', () => {
      const bare = authority.reply(query.bytes, { certificates: ['signer'] })
      expect(failedOf(verifyTimestamp({ ...asked, response: bare }))).toEqual(['chain'])
      const report = verifyTimestamp({ ...asked, response: bare, intermediates: [authority.issuer] })
      expect(report.holds).toBe(true)
    })

    it('holds with an older ESSCertID, and with a time finer than milliseconds', () => {
      const settings = { ess_cert_id_alg: 'sha1', clock_precision_digits: '6', accuracy: 'microsecs:1' }
      const fine = authority.reply(query.bytes, { settings })
      const report = verifyTimestamp({ ...asked, response: fine })
      expect(report).toMatchObject({ holds: true, token: { accuracySeconds: 0.000001 } })
      expect(Date.parse(report.provesExistenceBefore!)).toBeGreaterThan(Date.parse(report.token!.genTime))
    })

    it('holds without an accuracy, which nobody makes up', () => {
      const plain = authority.reply(query.bytes, { settings: { accuracy: '', tsa_name: 'no' } })
      const report = verifyTimestamp({ ...asked, response: plain })
      expect(report).toMatchObject({ holds: true, token: { accuracySeconds: null, authority: null } })
      expect(report.provesExistenceBefore).toBe(report.token!.genTime)
    })

    it('does not hold for another file, another query, or a day before it was made', () => {
      expect(failedOf(verifyTimestamp({ ...asked, imprint: otherImprint }))).toEqual(['imprint'])
      expect(failedOf(verifyTimestamp({ ...asked, nonce: writeTimestampQuery(imprint).nonce }))).toEqual([
        'nonce',
      ])
      const report = verifyTimestamp({ ...asked, at: new Date(Date.now() - 86_400_000) })
      expect(failedOf(report)).toEqual(['clock'])
      expect([report.holds, report.provesExistenceBefore]).toEqual([false, null])
      const other = writeTimestampQuery(otherImprint)
      expect(authority.agrees(response, other.bytes, authority.root)).toBe(false)
    })

    it('does not hold without a root, nor under another root of the same name', () => {
      const without = verifyTimestamp({ ...asked, roots: [] })
      expect(failedOf(without)).toEqual([])
      expect(without.checks.find(({ check }) => check === 'chain')!.outcome).toBe('not-checked')
      expect(without.holds).toBe(false)
      const namesake = authority.certify('namesake', {
        subject: '/C=CH/O=Example/CN=root',
        extensions: extensions.root,
      })
      expect(failedOf(verifyTimestamp({ ...asked, roots: [namesake] }))).toEqual(['chain'])
      expect(authority.agrees(response, query.bytes, namesake)).toBe(false)
      expect(verifyTimestamp({ ...asked, roots: [`${namesake}\n${authority.root}`] }).holds).toBe(true)
    })

    it('does not hold under an issuer that a person chose but that is no root', () => {
      expect(failedOf(verifyTimestamp({ ...asked, roots: [authority.issuer] }))).toEqual(['chain'])
      expect(authority.agrees(response, query.bytes, authority.issuer)).toBe(false)
    })

    it('does not hold when the authority refuses, and says what it said', () => {
      const refused = authority.reply(query.bytes, { settings: { digests: 'sha512' } })
      const report = verifyTimestamp({ ...asked, response: refused })
      expect(report).toMatchObject({ holds: false, token: null, provesExistenceBefore: null })
      expect(failedOf(report)).toEqual(['status'])
      expect(report.checks[0]!.detail).toMatch(/status 2.*“.+”, badAlg/)
      expect(report.checks.slice(1).every(({ outcome }) => outcome === 'not-checked')).toBe(true)
    })

    it('does not hold with one byte changed anywhere', { timeout: 120_000 }, () => {
      const signed = contentOf(response)
      const start = Buffer.from(response).indexOf(signed)
      const signature = readDer(response).children[1]!.bytes.length
      const places = [
        ...Array.from({ length: signed.length }, (_, at) => start + at),
        ...Array.from({ length: 160 }, (_, at) => response.length - 1 - at),
      ]
      expect(signature).toBeGreaterThan(1000)
      for (const at of places)
        for (const flip of [0x01, 0x80]) {
          const changed = response.slice()
          changed[at]! ^= flip
          expect([at, holds(judged({ ...asked, response: changed }))]).toEqual([at, false])
        }
    })

    it('does not hold cut off anywhere', () => {
      for (let length = 0; length < response.length; length += 7)
        expect(judged({ ...asked, response: response.slice(0, length) })).toBe('unreadable')
    })

    it(
      'never ends in anything but a report or its one error, whatever is changed',
      { timeout: 120_000 },
      () => {
        const edit = fc.record({ at: fc.nat(response.length - 1), byte: fc.nat(255) })
        fc.assert(
          fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
            const changed = response.slice()
            for (const { at, byte } of edits) changed[at] = byte
            const report = judged({ ...asked, response: changed })
            if (!holds(report)) return
            // What holds nevertheless states the same: only what nothing is said by may differ, such as an unused certificate.
            expect((report as TimestampReport).token).toEqual(verifyTimestamp(asked).token)
          }),
          { numRuns: 500 },
        )
      },
    )

    function signedBy(
      name: string,
      lines: readonly string[],
      more: { from?: string; to?: string; by?: string } = {},
    ) {
      authority.certify(name, { by: 'issuer', extensions: lines, ...more })
      const content = contentOf(authority.reply(query.bytes, { settings: { tsa_name: 'no' } }))
      const token = authority.sign(content, {
        signer: name,
        certificates: more.by ? ['issuer', more.by] : ['issuer'],
      })
      const agrees = authority.agrees(token, query.bytes, authority.root, ['-token_in'])
      return { report: verifyTimestamp({ ...asked, response: token }), agrees }
    }

    it.each([
      ['good', 'critical,timeStamping', []],
      ['missing', '', ['purpose']],
      ['uncritical', 'timeStamping', ['purpose']],
      ['second', 'critical,timeStamping,serverAuth', ['purpose']],
      ['other', 'critical,serverAuth', ['purpose']],
      ['any', 'critical,anyExtendedKeyUsage', ['purpose']],
    ])('is judged by the purpose of its certificate: %s', (name, purpose, problems) => {
      const lines = [
        'basicConstraints=critical,CA:FALSE',
        ...(purpose ? [`extendedKeyUsage=${purpose}`] : []),
      ]
      const { report, agrees } = signedBy(`purpose-${name}`, lines)
      expect(failedOf(report)).toEqual(problems)
      expect([report.holds, agrees]).toEqual([problems.length === 0, problems.length === 0])
    })

    it('is judged by what the key of its certificate may do', () => {
      const lines = [
        'keyUsage=critical,digitalSignature,keyEncipherment',
        'extendedKeyUsage=critical,timeStamping',
      ]
      const { report, agrees } = signedBy('usage', lines)
      expect([failedOf(report), agrees]).toEqual([['purpose'], false])
    })

    it('does not hold where a certificate was no longer or not yet valid', () => {
      const old = signedBy('old', extensions.signer, { from: '20200101000000Z', to: '20210101000000Z' })
      expect([failedOf(old.report), old.agrees]).toEqual([['validity'], false])
      const early = signedBy('early', extensions.signer, { from: '20900101000000Z', to: '20950101000000Z' })
      expect([failedOf(early.report), early.agrees]).toEqual([['validity'], false])
    })

    it('still holds when its certificates have ended since, as openssl says when told the time', () => {
      const report = verifyTimestamp({ ...asked, at: new Date('2120-01-01') })
      expect(report.holds).toBe(true)
      expect(report.checks.find(({ check }) => check === 'validity')!.detail).toContain('-attime')
    })

    it.each([
      ['no-authority', ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,keyCertSign'], false],
      ['no-signing', ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,cRLSign'], false],
      ['other-condition', ['basicConstraints=critical,CA:TRUE', '1.2.3.4.5=critical,DER:0500'], false],
      ['other-purpose', ['basicConstraints=critical,CA:TRUE', 'extendedKeyUsage=serverAuth'], null],
      [
        'names',
        ['basicConstraints=critical,CA:TRUE', 'nameConstraints=critical,permitted;DNS:example.org'],
        null,
      ],
      ['good-issuer', ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign'], true],
    ])('is judged by who made out its certificate: %s', (name, lines, opensslSays) => {
      authority.certify(name, { by: 'root', extensions: lines })
      const { report, agrees } = signedBy(`under-${name}`, extensions.signer, { by: name })
      expect(failedOf(report)).toEqual(opensslSays ? [] : ['chain'])
      // Null: openssl does not look at it, or understands more than is understood here.
      if (opensslSays !== null) expect([report.holds, agrees]).toEqual([opensslSays, opensslSays])
    })

    it('does not hold below an issuer that allows nothing below it', () => {
      authority.certify('below', { by: 'issuer', extensions: ['basicConstraints=critical,CA:TRUE'] })
      const { report, agrees } = signedBy('too-deep', extensions.signer, { by: 'below' })
      expect([failedOf(report), agrees]).toEqual([['chain'], false])
      expect(report.checks.find(({ check }) => check === 'chain')!.detail).toContain('allows fewer')
    })

    it('does not hold for a certificate that was signed over SHA-1', () => {
      authority.certify('sha1', { by: 'issuer', extensions: extensions.signer, digest: 'sha1' })
      const weak = authority.reply(query.bytes, { signer: 'sha1' })
      const report = verifyTimestamp({ ...asked, response: weak })
      expect(failedOf(report)).toEqual(['chain'])
      expect(report.checks.find(({ check }) => check === 'chain')!.detail).toContain('SHA-1')
    })

    it('does not hold for the certificate of another in its place', () => {
      const content = contentOf(response)
      authority.certify('first', { by: 'issuer', extensions: extensions.signer })
      const token = authority.sign(content, { signer: 'first', more: ['-nocerts'] })
      expect(failedOf(verifyTimestamp({ ...asked, response: token }))).toEqual([
        'signing-certificate',
        'chain',
      ])
    })
  },
)

function openssl(time: number): string {
  const date = new Date(time)
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' })
  return `${month} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`
}
