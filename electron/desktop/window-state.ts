import { readFileSync, writeFileSync } from 'node:fs'
import type { BrowserWindow } from 'electron'
import { screen } from 'electron'
import { z } from 'zod'

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(320),
  height: z.int().min(240),
  maximized: z.boolean(),
})
type WindowState = z.infer<typeof WindowState>

/**
 * Reads where the window was when it was last closed; null when that is unknown, or is not on any connected display.
 */
export function readWindowState(file: string): WindowState | null {
  const state = parseState(file)
  return state !== null && isVisible(state) ? state : null
}

/** Saves where the window is each time it closes. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(file, `${JSON.stringify(state)}\n`)
    } catch (error) {
      // Only a convenience is lost; it must not keep the window from closing.
      console.error(error)
    }
  })
}

function parseState(file: string): WindowState | null {
  try {
    return WindowState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null
  } catch {
    return null
  }
}

function isVisible(state: WindowState): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const width = Math.min(state.x + state.width, workArea.x + workArea.width) - Math.max(state.x, workArea.x)
    const inside = state.y >= workArea.y && state.y < workArea.y + workArea.height
    return inside && width > 100
  })
}
