import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { errorSentence } from '../../shared/messages.ts'
import { findRefusedSwitches } from './start-switches.ts'

/**
 * Returns whether the packaged app was started with switches that it refuses. If so, they take no effect, nothing is
 * opened, and the app ends with 1 after it said why. Must run before the app is ready, which is when Chromium opens the
 * port of `--remote-debugging-port`.
 */
export function refuseSwitches(): boolean {
  const refused =
    app.isPackaged && !isDriven() ? findRefusedSwitches(process.argv.slice(1), process.platform) : []
  if (refused.length === 0) return false
  for (const word of refused) app.commandLine.removeSwitch(word.replace(/^(?:--?|\/)/, ''))
  const text = errorSentence('desktop.refused-switches', { switches: refused.join(' ') })
  process.stderr.write(`holdfast: ${text}\n`)
  void app.whenReady().then(() => {
    dialog.showErrorBox('Holdfast', text)
    app.exit(1)
  })
  return true
}

/** The desktop specs package a build of their own, which Playwright drives; the shipped package has no such entry. */
function isDriven(): boolean {
  const text = readFileSync(join(app.getAppPath(), 'package.json'), 'utf8')
  return (JSON.parse(text) as { readonly isDriven?: unknown }).isDriven === true
}
