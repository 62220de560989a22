import { execFile, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority, hasOpenssl, type Authority } from '../../../tests/tools/timestamp-authority.ts'
import { sha256 } from '../../../tests/tools/timestamp-judging.ts'
import { writeTimestampQuery } from './timestamp-query.ts'
import { verifyTimestamp } from './verify-timestamp.ts'

const guide = readFileSync(resolve(import.meta.dirname, '../../../docs/custody-timestamps.md'), 'utf8')
const commands = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) =>
  block!.trim().split('\n'),
)
const hasCurl = spawnSync('curl', ['--version']).status === 0
const run = promisify(execFile)

describe.skipIf(!hasOpenssl || process.platform === 'win32')('the guide to timestamps', () => {
  const text = 'a statement'
  const query = writeTimestampQuery(sha256(text))
  let authority: Authority
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.headers['content-type'] !== 'application/timestamp-query') response.writeHead(415).end()
      else response.end(authority.reply(new Uint8Array(Buffer.concat(parts))))
    })
  })
  beforeAll(async () => {
    authority = createAuthority('ec')
    writeFileSync(authority.path('statement.pdf'), text)
    writeFileSync(authority.path('statement.tsq'), query.bytes)
    writeFileSync(authority.path('roots.pem'), authority.root)
    writeFileSync(authority.path('issuers.pem'), authority.issuer)
    writeFileSync(authority.path('statement.tsr'), authority.reply(query.bytes))
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  })
  afterAll(() => {
    server.close()
    authority.remove()
  })

  const inShell = async (command: string) => {
    const { port } = server.address() as AddressInfo
    const line = command.replace('https://authority.example/', `http://127.0.0.1:${port}/`)
    const { stdout, stderr } = await run('sh', ['-c', line], { cwd: authority.folder })
    return stdout + stderr
  }

  it('has commands', () => {
    expect(commands).toHaveLength(8)
    expect(commands.filter((command) => command.includes('-verify'))).toHaveLength(4)
  })

  const runnable = commands.filter((command) => hasCurl || !command.startsWith('curl'))
  it.skipIf(!hasCurl)('has only commands that can be run where curl is installed', () =>
    expect(runnable).toEqual(commands),
  )
  it.each(runnable)('has a command that does what it says: %s', async (command) => {
    const printed = await inShell(command)
    if (command.includes('-verify')) expect(printed).toContain('Verification: OK')
    if (command.includes('-text')) expect(printed).toContain('Hash Algorithm: sha256')
    const response = new Uint8Array(readFileSync(authority.path('statement.tsr')))
    const asked = { response, imprint: sha256(text), nonce: query.nonce, roots: [authority.root] }
    expect(verifyTimestamp(asked).holds).toBe(true)
  })

  it('has commands that fail for another file and another root', async () => {
    const [first, second, third, late] = commands.filter((command) => command.includes('-verify'))
    writeFileSync(authority.path('statement.pdf'), `${text}.`)
    for (const command of [second!, third!, late!])
      await expect(inShell(command)).rejects.toThrow('Command failed')
    writeFileSync(authority.path('statement.pdf'), text)
    await expect(inShell(first!.replace('roots.pem', 'issuers.pem'))).rejects.toThrow('Command failed')
  })
})
