import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createAuthority,
  extensions,
  hasOpenssl,
  type Authority,
  type CertificateOptions,
  type KeyKind,
} from '../../../tests/tools/timestamp-authority.ts'
import { checkOf, failedOf, judged, partsOf, sha256 } from '../../../tests/tools/timestamp-judging.ts'
import { writeTimestampQuery } from './timestamp-query.ts'
import { verifyTimestamp, type VerifyTimestampOptions } from './verify-timestamp.ts'

const imprint = sha256('evidence')
const query = writeTimestampQuery(imprint)

describe.skipIf(!hasOpenssl)('the signer of a timestamp', () => {
  let authority: Authority
  let content: Uint8Array
  let asked: Omit<VerifyTimestampOptions, 'response'>
  beforeAll(() => {
    authority = createAuthority('ec')
    content = new Uint8Array(
      partsOf(authority.reply(query.bytes, { settings: { tsa_name: 'no' } })).content.content,
    )
    asked = { imprint, nonce: query.nonce, roots: [authority.root] }
  })
  afterAll(() => authority.remove())

  /** The problems that we find and openssl's verdict for a token whose signer has a certificate like this. */
  function signedBy(name: string, lines: readonly string[], more: CertificateOptions = {}) {
    const { by = 'issuer' } = more
    authority.certify(name, { by, extensions: lines, ...more })
    const token = authority.sign(content, name, { certificates: by === 'issuer' ? [by] : ['issuer', by] })
    const agrees = authority.agrees(token, query.bytes, authority.root, ' -token_in')
    return { report: verifyTimestamp({ ...asked, response: token }), agrees }
  }

  it.each([
    ['good', 'critical,timeStamping', []],
    ['missing', '', ['purpose']],
    ['uncritical', 'timeStamping', ['purpose']],
    ['second', 'critical,timeStamping,serverAuth', ['purpose']],
    ['other', 'critical,serverAuth', ['purpose']],
    ['any', 'critical,anyExtendedKeyUsage', ['purpose']],
  ])('needs a certificate with the right purpose: %s', (name, purpose, problems) => {
    const lines = ['basicConstraints=critical,CA:FALSE', ...(purpose ? [`extendedKeyUsage=${purpose}`] : [])]
    const { report, agrees } = signedBy(`purpose-${name}`, lines)
    expect(failedOf(report)).toEqual(problems)
    expect([report.holds, agrees]).toEqual([problems.length === 0, problems.length === 0])
  })

  it('needs a certificate whose key may sign', () => {
    const lines = [
      'keyUsage=critical,digitalSignature,keyEncipherment',
      'extendedKeyUsage=critical,timeStamping',
    ]
    const { report, agrees } = signedBy('usage', lines)
    expect([failedOf(report), agrees]).toEqual([['purpose'], false])
  })

  it('is refused when a certificate was not yet valid or had expired', () => {
    const old = signedBy('old', extensions.signer, { from: '20200101000000Z', to: '20210101000000Z' })
    expect([failedOf(old.report), old.agrees]).toEqual([['validity'], false])
    const early = signedBy('early', extensions.signer, { from: '20900101000000Z', to: '20950101000000Z' })
    expect([failedOf(early.report), early.agrees]).toEqual([['validity'], false])
  })

  it('is still accepted when its certificates have expired since, as openssl does when given the time', () => {
    const report = verifyTimestamp({
      ...asked,
      response: authority.sign(content, 'signer'),
      at: new Date('2120-01-01'),
    })
    expect(report.holds).toBe(true)
    expect(checkOf(report, 'validity').detail).toContain('-attime')
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
  ])('needs a certificate from an issuer that may issue it: %s', (name, lines, opensslSays) => {
    authority.certify(name, { by: 'root', extensions: lines })
    const { report, agrees } = signedBy(`under-${name}`, extensions.signer, { by: name })
    expect(failedOf(report)).toEqual(opensslSays ? [] : ['chain'])
    // Null: openssl does not check it, or understands more than we do.
    if (opensslSays !== null) expect([report.holds, agrees]).toEqual([opensslSays, opensslSays])
  })

  it('is refused below an issuer that allows nothing below it', () => {
    authority.certify('below', { by: 'issuer', extensions: ['basicConstraints=critical,CA:TRUE'] })
    const { report, agrees } = signedBy('too-deep', extensions.signer, { by: 'below' })
    expect([failedOf(report), agrees]).toEqual([['chain'], false])
    expect(checkOf(report, 'chain').detail).toContain('allows fewer')
  })

  it('is refused for a certificate that was signed over SHA-1', () => {
    authority.certify('sha1', { by: 'issuer', extensions: extensions.signer, digest: 'sha1' })
    const weak = authority.reply(query.bytes, { signer: 'sha1' })
    const report = verifyTimestamp({ ...asked, response: weak })
    expect(failedOf(report)).toEqual(['chain'])
    expect(checkOf(report, 'chain').detail).toContain('SHA-1')
  })

  it.each<[KeyKind, string]>([
    ['rsa', ' -md sha384'],
    ['rsa', ' -keyopt rsa_padding_mode:pss -md sha256'],
    ['rsa', ' -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:0 -md sha512'],
    ['ec', ' -md sha256'],
    ['p384', ' -md sha384'],
    ['p521', ' -md sha512'],
  ])('may have a key of the kind %s and sign with%s', (key, how) => {
    const name = `${key}${how.replace(/\W/g, '')}`
    authority.certify(name, { key, by: 'issuer', extensions: extensions.signer })
    const token = authority.sign(content, name, { how })
    const report = verifyTimestamp({ ...asked, response: token })
    expect([failedOf(report), report.holds]).toEqual([[], true])
    const changed = token.slice()
    changed[token.length - 5]! ^= 1
    expect(judged({ ...asked, response: changed })).not.toBe('holds')
  })

  it.each<[KeyKind, string, string]>([
    ['rsa', ' -md sha1', 'SHA-1'],
    ['ec', ' -md sha1', 'SHA-1'],
    ['rsa', ' -keyopt rsa_padding_mode:pss -md sha1', 'SHA-1'],
    ['rsa', ' -keyopt rsa_padding_mode:pss -keyopt rsa_mgf1_md:sha384 -md sha256', 'RSA-PSS'],
    ['rsa-1024', ' -md sha256', '1024 bits'],
    ['secp256k1', ' -md sha256', 'curve'],
  ])('is not relied on with a key of the kind %s and%s', (key, how, why) => {
    const name = `weak-${key}${how.replace(/\W/g, '')}`
    authority.certify(name, { key, by: 'issuer', extensions: extensions.signer })
    const report = verifyTimestamp({ ...asked, response: authority.sign(content, name, { how }) })
    expect(failedOf(report)).toEqual(['signature'])
    expect(checkOf(report, 'signature').detail).toContain(why)
  })

  it('is known only with its certificate, which may be given separately', () => {
    const certificate = authority.certify('apart', { by: 'issuer', extensions: extensions.signer })
    const response = authority.sign(content, 'apart', { how: ' -nocerts' })
    const without = verifyTimestamp({ ...asked, response })
    expect([failedOf(without), without.token?.certificate]).toEqual([['signing-certificate'], null])
    expect(
      verifyTimestamp({ ...asked, response, intermediates: [certificate, authority.issuer] }).holds,
    ).toBe(true)
  })

  it('is the one whose certificate the signature covers, not another with the same key', () => {
    const own = authority.certify('own', { by: 'issuer', extensions: extensions.signer })
    const twin = authority.certify('twin', { by: 'issuer', keyOf: 'own', extensions: extensions.signer })
    const response = authority.sign(content, 'own', { how: ' -keyid -nocerts' })
    const report = verifyTimestamp({ ...asked, response, intermediates: [twin, authority.issuer] })
    expect(failedOf(report)).toEqual(['signing-certificate'])
    const both = verifyTimestamp({ ...asked, response, intermediates: [twin, own, authority.issuer] })
    expect(both.holds).toBe(true)
  })

  it('must be the authority that the timestamp names', () => {
    const named = new Uint8Array(partsOf(authority.reply(query.bytes)).content.content)
    authority.certify('stranger', { by: 'issuer', extensions: extensions.signer })
    const report = verifyTimestamp({ ...asked, response: authority.sign(named, 'stranger') })
    expect(failedOf(report)).toEqual(['authority-name'])
  })

  it.each([
    ['-noattr', ['signature', 'signing-certificate']],
    ['-md sha256', ['signing-certificate']],
  ])('must sign which certificate is its own, and that it signs a timestamp: %s', (attributes, problems) => {
    const response = authority.sign(content, 'signer', { attributes })
    expect(failedOf(verifyTimestamp({ ...asked, response }))).toEqual(problems)
  })

  it('may be its own root if the user chose it', () => {
    const own = authority.certify('self', { extensions: extensions.signer })
    const response = authority.sign(content, 'self', { certificates: [] })
    expect(verifyTimestamp({ ...asked, response, roots: [own] }).holds).toBe(true)
    expect(failedOf(verifyTimestamp({ ...asked, response }))).toEqual(['chain'])
  })
})
