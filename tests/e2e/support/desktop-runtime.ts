import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Why the desktop specs cannot run here, in plain words; null when they can. */
export function whyNoDesktop(): string | null {
  if (process.platform !== 'linux') return 'they run on Linux only'
  const runtime = electronRuntime()
  if (runtime === undefined) return 'HOLDFAST_ELECTRON_DIST names no Electron runtime'
  if (!existsSync(join(runtime, 'electron'))) return `there is no Electron runtime in ${runtime}`
  if (!process.env['DISPLAY'] && findXvfb() === null) return 'there is no display and no Xvfb'
  return null
}

/** The folder of an unpacked Electron that the app is packaged with for the tests. */
export function electronRuntime(): string | undefined {
  return process.env['HOLDFAST_ELECTRON_DIST']
}

/** The program that draws a display into memory, or null. */
export function findXvfb(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, 'Xvfb')).find((path) => existsSync(path)) ?? null
}
