import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../tests/tools/level.ts'
import { checkOf, failedOf, judged, sha256 } from '../../../tests/tools/timestamp-judging.ts'
import { timestampSamples } from '../../../tests/tools/timestamp-samples.ts'
import { readDer } from './der.ts'
import { verifyTimestamp } from './verify-timestamp.ts'

const imprint = sha256('evidence')
const pemOf = (base64: string) => `-----BEGIN CERTIFICATE-----${base64}\n-----END CERTIFICATE-----\n`
const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const at = new Date('2030-01-01')

/** Wraps contents in a DER element, with a length of as many bytes as it needs. */
function wrap(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const digits = Buffer.from(
    content.length.toString(16).padStart(content.length > 0xffff ? 6 : 4, '0'),
    'hex',
  )
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, content])
}

describe.each(Object.entries(timestampSamples))(
  'a timestamp with %s keys, without openssl',
  (kind, sample) => {
    const response = bytesOf(sample.response)
    const roots = [pemOf(sample.root)]
    const asked = { response, imprint, nonce: sample.nonce, roots, at }
    const others = Object.entries(timestampSamples).filter(([name]) => name !== kind)
    const otherRoots = others.map(([, { root }]) => pemOf(root))

    it('holds, and states before when its content existed', () => {
      const report = verifyTimestamp(asked)
      expect([failedOf(report), report.holds]).toEqual([[], true])
      expect(report.token).toMatchObject({ accuracySeconds: 1.5, nonce: sample.nonce, imprint })
      expect(Date.parse(report.provesExistenceBefore!) - Date.parse(report.token!.genTime)).toBe(1500)
      expect(checkOf(report, 'revocation')).toMatchObject({
        outcome: 'not-checked',
        detail: expect.stringContaining('offline'),
      })
    })

    it('does not hold for anything else', () => {
      expect(failedOf(verifyTimestamp({ ...asked, imprint: sha256('other') }))).toEqual(['imprint'])
      expect(failedOf(verifyTimestamp({ ...asked, imprint: '' }))).toEqual(['imprint'])
      expect(failedOf(verifyTimestamp({ ...asked, nonce: '1' }))).toEqual(['nonce'])
      expect(failedOf(verifyTimestamp({ ...asked, roots: otherRoots }))).toEqual(['chain'])
      expect(failedOf(verifyTimestamp({ ...asked, at: new Date('2021-01-01') }))).toEqual(['clock'])
      const unrooted = verifyTimestamp({ ...asked, roots: [] })
      expect([failedOf(unrooted), unrooted.holds]).toEqual([[], false])
    })

    it('yields a report or its one error, whatever is changed, removed or inserted', () => {
      const change = fc.record({
        from: fc.nat(response.length),
        cut: fc.nat(40),
        put: fc.uint8Array({ maxLength: 40 }),
      })
      fc.assert(
        fc.property(change, ({ from, cut, put }) => {
          const changed = Buffer.concat([response.subarray(0, from), put, response.subarray(from + cut)])
          expect(['holds', 'fails', 'unreadable']).toContain(judged({ ...asked, response: changed }))
        }),
        cases(150, 20_000),
      )
    })
  },
)

describe('bytes that are not a timestamp', () => {
  const roots = [pemOf(timestampSamples.rsa.root)]
  const judge = (response: Uint8Array) => judged({ response, imprint, roots, at })
  const integer = (value: number) => wrap(0x02, Buffer.from([value]))

  it('are always unreadable when they are random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(judge(bytes)).toBe('unreadable')
      }),
      cases(200, 20_000),
    )
  })

  it('are always unreadable when they are DER of any shape', () => {
    const { element } = fc.letrec<{ element: Uint8Array }>((tie) => ({
      element: fc.oneof(
        { depthSize: 'small' },
        fc
          .tuple(fc.constantFrom(2, 3, 4, 6, 12, 24, 0x80), fc.uint8Array({ maxLength: 12 }))
          .map(([tag, content]) => wrap(tag, content)),
        fc
          .tuple(fc.constantFrom(0x30, 0x31, 0xa0, 0xa1), fc.array(tie('element'), { maxLength: 4 }))
          .map(([tag, parts]) => wrap(tag, ...parts)),
      ),
    }))
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), (parts) => {
        expect(judge(wrap(0x30, ...parts))).not.toBe('holds')
        expect(judge(wrap(0x30, wrap(0x30, integer(0)), ...parts))).not.toBe('holds')
      }),
      cases(200, 20_000),
    )
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['of an indefinite length', Buffer.from('308030030201000000', 'hex')],
    ['of a length in more bytes than it needs', Buffer.from('308105300302010000', 'hex')],
    ['of a length beyond the end', Buffer.from('3084ffffffff', 'hex')],
    ['of a length that no memory holds', Buffer.from('3088ffffffffffffffff', 'hex')],
    ['a string in pieces', wrap(0x30, wrap(0x30, integer(0)), wrap(0x24, wrap(4, Buffer.from('a'))))],
    ['a tag of several bytes', Buffer.from('30041f810100', 'hex')],
    [
      'thousands of levels deep',
      Array.from({ length: 5000 }).reduce<Buffer>((inner) => wrap(0x30, inner), Buffer.alloc(0)),
    ],
    ['of very many elements', wrap(0x30, Buffer.alloc(200_000, Buffer.from([5, 0])))],
    ['larger than any timestamp', wrap(0x30, Buffer.alloc(2_000_000))],
    ['a certificate', bytesOf(timestampSamples.rsa.root)],
    ['PEM', Buffer.from(roots[0]!)],
  ])('cannot be read: %s', (_, bytes) => {
    expect(judge(bytes)).toBe('unreadable')
  })

  it('are refused with more certificates than a chain has', () => {
    const [status, token] = readDer(bytesOf(timestampSamples.ec.response)).children
    const [type, explicit] = token!.children
    const [version, digests, content, certificates, signers] = explicit!.children[0]!.children
    const carrying = (count: number) => {
      const set = wrap(0xa0, ...Array.from({ length: count }, () => certificates!.children[0]!.bytes))
      const parts = [version!, digests!, content!].map(({ bytes }) => bytes)
      const signedData = wrap(0x30, ...parts, set, signers!.bytes)
      const response = wrap(0x30, status!.bytes, wrap(0x30, type!.bytes, wrap(0xa0, signedData)))
      const intermediates = certificates!.children.map(({ bytes }) =>
        pemOf(Buffer.from(bytes).toString('base64')),
      )
      return judged({ response, imprint, roots: [pemOf(timestampSamples.ec.root)], intermediates, at })
    }
    expect([0, 1, 50, 51].map(carrying)).toEqual(['holds', 'holds', 'holds', 'unreadable'])
  })

  it('are a refusal when the authority says so, whatever reason it gives', () => {
    const words = wrap(0x30, wrap(0x0c, Buffer.from('no\u202e\n\u0000way')))
    const refusal = wrap(0x30, wrap(0x30, integer(2), words, Buffer.from('030306ffc0', 'hex')))
    const report = verifyTimestamp({ response: refusal, imprint, roots })
    expect([failedOf(report), report.holds]).toEqual([['status'], false])
    expect(report.checks[0]!.detail).toBe(
      'The authority did not grant the timestamp (status 2): “no���way”, badAlg, bit 1, badRequest, bit 3, bit 4, badDataFormat, bit 6, bit 7, bit 8, bit 9.',
    )
    const granted = verifyTimestamp({ response: wrap(0x30, wrap(0x30, integer(0))), imprint, roots })
    expect([failedOf(granted), granted.holds]).toEqual([['status'], false])
  })

  it('are not certificates either', () => {
    const response = bytesOf(timestampSamples.rsa.response)
    for (const wrong of [
      '',
      'a root',
      pemOf('AAAA'),
      pemOf('!'),
      `${roots[0]}${pemOf(timestampSamples.rsa.root.slice(0, -40))}`,
    ])
      for (const given of [{ roots: [wrong] }, { roots, intermediates: [wrong] }])
        expect(() => verifyTimestamp({ response, imprint, ...given })).toThrow(
          expect.objectContaining({ code: 'timestamps.certificate-unreadable' }),
        )
  })
})
