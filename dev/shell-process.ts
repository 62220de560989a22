import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createProgram } from './program.ts'

/** A running shell as its one known browser sees it. */
export interface Shell {
  readonly origin: string
  readonly cookie: string
}

/** The shell in a process of its own. */
export interface ShellProcess {
  /** Resolves to the running shell; while it restarts, to the next one. */
  ready(): Promise<Shell>
  restart(): Promise<void>
  end(): Promise<void>
}

/** Starts the shell on an archive folder, or on what `npm start` opens. */
export function startShell(archive: string | undefined): ShellProcess {
  let resolveShell: (shell: Shell) => void
  let shell = pending()
  const program = createProgram(start, (code) => {
    shell = pending()
    console.error(`The core ended (${code}). It starts again when a file of it changes.`)
  })

  function pending(): Promise<Shell> {
    return new Promise((resolve) => (resolveShell = resolve))
  }

  function start() {
    const child = fork(resolve(import.meta.dirname, 'shell.ts'), archive === undefined ? [] : [archive])
    void once(child, 'message').then(async ([{ address }]) => resolveShell(await openAsBrowser(address)))
    return child
  }

  void program.restart()
  return {
    ready: () => shell,
    restart() {
      shell = pending()
      return program.restart()
    },
    end: program.end,
  }
}

/** Exchanges the token of the address for its cookie, as the browser that opens it does. */
async function openAsBrowser(address: string): Promise<Shell> {
  const answer = await fetch(address, { redirect: 'manual' })
  const cookie = answer.headers.getSetCookie()[0]
  if (cookie === undefined) throw new Error(`the shell gave no cookie (${answer.status})`)
  return { origin: new URL(address).origin, cookie: cookie.split(';')[0]! }
}
