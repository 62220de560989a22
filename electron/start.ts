import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { appFacts, pageRoot } from './app-facts.ts'
import { findRuntime } from './desktop/find-runtime.ts'
import { openInBrowser } from './loopback/open-in-browser.ts'

const appRoot = resolve(import.meta.dirname, '../..')
const crashes: readonly (string | number | null)[] = [126, 127, 'SIGTRAP', 'SIGABRT', 'SIGSEGV', 'SIGILL']

const runtime = findRuntime()
const reason = 'reason' in runtime ? runtime.reason : await openOnDesktop(runtime.path)
if (reason !== null) {
  console.log(`Holdfast opens in the browser, because ${reason}.`)
  await openInBrowser(appFacts, pageRoot)
}

/** Runs the desktop app to its end; resolves to the reason why it could not start, or null. */
function openOnDesktop(electron: string): Promise<string | null> {
  return new Promise((answer) => {
    // As for this process: stack traces name the sources.
    const NODE_OPTIONS = `${process.env['NODE_OPTIONS'] ?? ''} --enable-source-maps`
    const app = spawn(electron, [appRoot], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS } })
    // Ctrl-C reaches both processes; this one waits for the app to end cleanly.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill(signal))
    app.on('error', (error) => answer(`Electron did not start (${error.message})`))
    app.on('exit', (code, signal) => {
      const failed = crashes.includes(code) || crashes.includes(signal)
      process.exitCode = failed ? 0 : (code ?? 0)
      answer(failed ? `Electron did not start (${signal ?? code})` : null)
    })
  })
}
