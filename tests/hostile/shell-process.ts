import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openAddress, type PageHeaders } from '../tools/open-address.ts'
import { testProgram } from '../tools/test-program.ts'

export interface ShellResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface ShellRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** The browser shell in a separate process, on a fresh data folder with the sample archive. */
export interface ShellProcess {
  readonly origin: string
  readonly authority: string
  readonly token: string
  readonly folder: string
  /** What the page at the address sends with every request. */
  readonly own: PageHeaders
  readonly child: ChildProcess
  ask(path: string, options?: ShellRequest): Promise<ShellResponse>
  call(method: string, params: unknown): Promise<unknown>
  /** An address of an object that works without the key. */
  sign(path: string): Promise<string>
  /**
   * Writes these bytes to the port and resolves to the response so far, when the connection closes or after this many
   * milliseconds of silence.
   */
  raw(bytes: string | Buffer, ms?: number): Promise<string>
  rss(): Promise<number>
  end(): Promise<void>
}

export interface ShellSettings {
  readonly addressLifeMs?: number
  readonly pageRoot?: string
}

/** Starts it; `addressLifeMs` is how long the address of an object works, `pageRoot` where the page's files are. */
export async function startShell({ addressLifeMs, pageRoot }: ShellSettings = {}): Promise<ShellProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-shell-'))
  const resources = resolve(import.meta.dirname, '../../resources')
  const settings = [pageRoot ?? resources, ...(addressLifeMs === undefined ? [] : [String(addressLifeMs)])]
  const child = fork(testProgram('shell-child'), [join(folder, 'home'), resources, ...settings], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stdout?.resume()
  child.stderr?.resume()
  const [{ address }] = (await once(child, 'message')) as [{ address: string }]
  const { origin, host: authority, hash, port } = new URL(address)
  const own = await openAddress(address)
  return {
    origin,
    authority,
    token: hash.slice('#token='.length),
    folder,
    own,
    child,
    ask: (path, options = {}) => ask(origin, path, options),
    async call(method, params) {
      const body = JSON.stringify({ method, params })
      return JSON.parse(String((await ask(origin, '/call', { method: 'POST', headers: own, body })).body))
    },
    async sign(path) {
      const body = JSON.stringify({ path })
      return JSON.parse(String((await ask(origin, '/address', { method: 'POST', headers: own, body })).body))
        .address
    },
    raw: (bytes, ms = 2000) => raw(Number(port), bytes, ms),
    async rss() {
      child.send('rss')
      return ((await once(child, 'message')) as [{ rss: number }])[0].rss
    },
    async end() {
      child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body }: ShellRequest,
): Promise<ShellResponse> {
  return new Promise((settle, reject) => {
    // The path is sent as it is: a URL would normalise it.
    const { hostname, port } = new URL(origin)
    const outgoing = request({ hostname, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () =>
        settle({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function raw(port: number, bytes: string | Buffer, ms: number): Promise<string> {
  return new Promise((settle) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const finish = () => (socket.destroy(), settle(text))
    socket.setTimeout(ms, finish)
    socket.on('data', (part) => (text += part.toString('latin1')))
    socket.on('close', finish)
    socket.on('error', finish)
  })
}
