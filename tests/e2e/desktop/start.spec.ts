import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { expect, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'
import { packageApp } from '../support/package-app.ts'

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')
test.use({ isFirstStart: true })

test('the package that users get does not start with a switch that opens a door, and says so', async ({
  home,
  display,
}) => {
  const program = await packageApp('shipped')
  const port = await freePort()
  const switches = [
    // Tests may run as root, where Chromium has no sandbox; this one is refused too.
    '--no-sandbox',
    `--remote-debugging-port=${port}`,
    '--inspect=0',
    '--js-flags=--expose-gc',
    '--disable-web-security',
    '--load-extension=/tmp',
  ]
  const child = spawn(program, switches, {
    env: { ...process.env, HOLDFAST_HOME: home, DISPLAY: display },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  try {
    const lines: string[] = []
    let refusal = ''
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line)
      if (!line.startsWith('holdfast: ')) continue
      refusal = line
      break
    }
    for (const word of switches) expect(refusal).toContain(word.split('=')[0])
    // The dialog stays until somebody closes it; all the time nothing listens, and no folder is made.
    expect(child.exitCode).toBeNull()
    expect(await isListening(port)).toBe(false)
    expect(lines.join('\n')).not.toMatch(/Debugger listening|DevTools listening/)
    expect(await readdir(home)).toEqual([])
  } finally {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
})

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}
