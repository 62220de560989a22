import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createAuthority,
  extensions,
  hasOpenssl,
  type Authority,
} from '../../../tests/tools/timestamp-authority.ts'
import { atLevel, cases, PATIENCE_MS, sample, testRandom } from '../../../tests/tools/level.ts'
import { checkOf, failedOf, judged, partsOf, sha256 } from '../../../tests/tools/timestamp-judging.ts'
import type { DerElement } from './der.ts'
import { writeTimestampQuery } from './timestamp-query.ts'
import { verifyTimestamp, type VerifyTimestampOptions } from './verify-timestamp.ts'

const imprint = sha256('evidence')
const otherImprint = sha256('evidencf')
const query = writeTimestampQuery(imprint)

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

    it('holds here as it does in openssl', () => {
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
      // The authority's own file may be of a later reply.
      writeFileSync(authority.path('shown.tsr'), response)
      const text = authority.run('ts -reply -in shown.tsr -text')
      expect(text).toContain(`Time stamp: ${openssl(genTime)}`)
      const certificate = authority.run('x509 -in signer.pem -noout -fingerprint -sha256 -serial')
      const digits = (line: string) =>
        line.replace(/^.*=/, '').replaceAll(':', '').toLowerCase().replace(/^0+/, '')
      const [fingerprint, serial] = certificate.trim().split('\n').map(digits)
      expect(report.token!.certificate).toMatchObject({ serial })
      expect(report.token!.certificate!.fingerprint.replace(/^0+/, '')).toBe(fingerprint)
    })

    it('holds as a token alone, whose status is unknown', () => {
      const token = authority.reply(query.bytes, { tokenOnly: true })
      const report = verifyTimestamp({ ...asked, response: token })
      expect([report.holds, report.checks[0]!.outcome]).toEqual([true, 'not-checked'])
    })

    it('holds when the request is missing, and says so', () => {
      const report = verifyTimestamp({ ...asked, nonce: undefined })
      expect([report.holds, checkOf(report, 'nonce').outcome]).toEqual([true, 'not-checked'])
    })

    it('holds with the certificates given separately', () => {
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

    it('holds without an accuracy, and does not invent one', () => {
      const plain = authority.reply(query.bytes, { settings: { accuracy: '', tsa_name: 'no' } })
      const report = verifyTimestamp({ ...asked, response: plain })
      expect(report).toMatchObject({ holds: true, token: { accuracySeconds: null, authority: null } })
      expect(report.provesExistenceBefore).toBe(report.token!.genTime)
    })

    it('does not hold for another file, another request, or a day before it was made', () => {
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
      expect(checkOf(without, 'chain').outcome).toBe('not-checked')
      expect(without.holds).toBe(false)
      const namesake = authority.certify('namesake', {
        subject: '/C=CH/O=Example/CN=root',
        extensions: extensions.root,
      })
      expect(failedOf(verifyTimestamp({ ...asked, roots: [namesake] }))).toEqual(['chain'])
      expect(authority.agrees(response, query.bytes, namesake)).toBe(false)
      expect(verifyTimestamp({ ...asked, roots: [`${namesake}\n${authority.root}`] }).holds).toBe(true)
    })

    it('does not hold under an issuer that the user chose but that is not a root', () => {
      expect(failedOf(verifyTimestamp({ ...asked, roots: [authority.issuer] }))).toEqual(['chain'])
      expect(authority.agrees(response, query.bytes, authority.issuer)).toBe(false)
    })

    it('does not hold when the authority refuses, and reports its reason', () => {
      const refused = authority.reply(query.bytes, { settings: { digests: 'sha512' } })
      const report = verifyTimestamp({ ...asked, response: refused })
      expect(report).toMatchObject({ holds: false, token: null, provesExistenceBefore: null })
      expect(failedOf(report)).toEqual(['status'])
      expect(report.checks[0]!.detail).toMatch(/status 2.*“.+”, badAlg/)
      expect(report.checks.slice(1).every(({ outcome }) => outcome === 'not-checked')).toBe(true)
    })

    it(
      'does not hold with one byte changed in what is signed or in the signature',
      { timeout: PATIENCE_MS },
      () => {
        const random = testRandom()
        const parts = Object.values(partsOf(response))
        const all = parts.flatMap(({ bytes }) =>
          Array.from({ length: bytes.length }, (_, at) => bytes.byteOffset + at),
        )
        // Where an element begins and ends, and a hundred bytes anywhere.
        for (const at of new Set([...parts.flatMap(edgesOf), ...sample(all, 100, random)]))
          for (const flip of atLevel([random() < 0.5 ? 0x01 : 0x80], [0x01, 0x80])) {
            const changed = response.slice()
            changed[at]! ^= flip
            expect([at, judged({ ...asked, response: changed }) === 'holds']).toEqual([at, false])
          }
      },
    )

    it('is unreadable when truncated anywhere, or followed by more bytes', () => {
      for (let length = 0; length < response.length; length += 7)
        expect(judged({ ...asked, response: response.slice(0, length) })).toBe('unreadable')
      expect(judged({ ...asked, response: Buffer.concat([response, Buffer.alloc(1)]) })).toBe('unreadable')
    })

    it('states nothing else while it holds, whatever is changed', { timeout: PATIENCE_MS }, () => {
      const edit = fc.record({ at: fc.nat(response.length - 1), byte: fc.nat(255) })
      const { token } = verifyTimestamp(asked)
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
          const changed = { ...asked, response: response.slice() }
          for (const { at, byte } of edits) changed.response[at] = byte
          // The status, and certificates that are not needed, are not signed.
          if (judged(changed) === 'holds') expect(verifyTimestamp(changed).token).toEqual(token)
        }),
        cases(40, 5000),
      )
    })
  },
)

/** The first byte of an element, and the first and last of its content; so for each element in it. */
function edgesOf({ bytes, content, children }: DerElement): number[] {
  const own = [bytes.byteOffset, bytes.byteOffset + bytes.length - 1]
  return [...own, ...(content.length > 0 ? [content.byteOffset] : []), ...children.flatMap(edgesOf)]
}

function openssl(time: number): string {
  const date = new Date(time)
  const month = date.toLocaleString('en', { month: 'short', timeZone: 'UTC' })
  return `${month} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)}`
}
