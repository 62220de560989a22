import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The running browser shell. `address` contains its token; `origin` does not. */
export interface BrowserShell {
  readonly address: string
  readonly origin: string
  /** Ends it as Ctrl-C does and resolves to its exit code. */
  end(): Promise<number | null>
}

const entry = resolve(import.meta.dirname, '../../../out/main/browser.js')

/** Starts the built browser shell on a data folder and waits for the line with its address. */
export async function startBrowserShell(
  home: string,
  env: Readonly<Record<string, string>> = {},
): Promise<BrowserShell> {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...env, HOLDFAST_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await readAddress(child)
  return {
    address,
    origin: new URL(address).origin,
    async end() {
      if (child.exitCode === null) {
        child.kill('SIGINT')
        await once(child, 'exit')
      }
      return child.exitCode
    },
  }
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolveAddress, reject) => {
    child.once('exit', (code) => reject(new Error(`the browser shell ended with ${code} before it was open`)))
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const address = /http:\/\/\S+/.exec(line)?.[0]
      if (address) resolveAddress(address)
    })
  })
}
