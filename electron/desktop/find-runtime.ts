import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Electron's binary, or the reason, in plain words, why no desktop window can open here. */
export type Runtime = { readonly path: string } | { readonly reason: string }

/** Looks for a display and for Electron's binary; if the binary is missing, downloads it once. */
export function findRuntime(): Runtime {
  const reason = process.platform === 'linux' ? linuxReason() : null
  if (reason !== null) return { reason }
  return findBinary() ?? fetchBinary() ?? { reason: 'Electron is not installed and could not be downloaded' }
}

function linuxReason(): string | null {
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display'
  // Chromium's sandbox does not run as root, and without it a page would not be isolated from the system.
  if (process.getuid?.() === 0) return 'the desktop window is not opened for the root user'
  return null
}

function findBinary(): Runtime | null {
  const folder = electronFolder()
  if (folder === null) return null
  const pathFile = join(folder, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return existsSync(path) ? { path } : null
}

function fetchBinary(): Runtime | null {
  const folder = electronFolder()
  if (folder === null) return null
  const fetched = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore' })
  return fetched.status === 0 ? findBinary() : null
}

function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    return null
  }
}
