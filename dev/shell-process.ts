import { fork } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createProgram } from './program.ts'

/** A running shell as its own page sees it. */
export interface Shell {
  readonly origin: string
  readonly key: string
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

/** Exchanges the token of the address for the key, as the page at that address does. */
async function openAsBrowser(address: string): Promise<Shell> {
  const { origin, hash } = new URL(address)
  const body = JSON.stringify({ token: hash.slice('#token='.length) })
  const answer = await fetch(`${origin}/enter`, { method: 'POST', headers: { origin }, body })
  if (!answer.ok) throw new Error(`the shell gave no key (${answer.status})`)
  return { origin, key: ((await answer.json()) as { readonly key: string }).key }
}
