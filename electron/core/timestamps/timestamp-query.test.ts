import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../tests/tools/timestamp-authority.ts'
import { writeTimestampQuery } from './timestamp-query.ts'

const hash = createHash('sha256').update('evidence').digest('hex')

describe('a timestamp query', () => {
  it('is the DER of RFC 3161, with the hash, a nonce and a request for certificates', () => {
    const { bytes, nonce } = writeTimestampQuery(hash)
    expect(nonce).toMatch(/^[4-7][0-9a-f]{31}$/)
    // SEQUENCE, version 1, SHA-256 with its NULL, the hash, the nonce, TRUE.
    expect(Buffer.from(bytes).toString('hex')).toBe(
      `304b0201013031300d060960864801650304020105000420${hash}0210${nonce}0101ff`,
    )
    expect(writeTimestampQuery(hash).nonce).not.toBe(nonce)
  })

  it('is not written for anything but a SHA-256', () => {
    for (const wrong of ['', hash.slice(1), hash.toUpperCase(), `${hash}00`, 'x'.repeat(64)])
      expect(() => writeTimestampQuery(wrong)).toThrow(expect.objectContaining({ code: 'request.invalid' }))
  })

  it.skipIf(!hasOpenssl)('reads the same in openssl', () => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-query-'))
    const { bytes, nonce } = writeTimestampQuery(hash)
    writeFileSync(join(folder, 'x.tsq'), bytes)
    const text = execFileSync('openssl', ['ts', '-query', '-in', 'x.tsq', '-text'], {
      cwd: folder,
      stdio: 'pipe',
    }).toString()
    rmSync(folder, { recursive: true })
    expect(text).toContain('Version: 1\nHash Algorithm: sha256\n')
    expect(text).toContain(`Nonce: 0x${nonce.toUpperCase()}\nCertificate required: yes\nExtensions:\n`)
    const dumped = [...text.matchAll(/^ {4}\d{4} - ((?:[0-9a-f]{2}[ -]){15}[0-9a-f]{2}) /gm)]
    expect(dumped.map(([, digits]) => digits!.replace(/[ -]/g, '')).join('')).toBe(hash)
  })
})
