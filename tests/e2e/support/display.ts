import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { findXvfb } from './desktop-runtime.ts'

/** Runs `use` with the name of a display: the present one, else one drawn into memory while `use` runs. */
export async function withDisplay<T>(use: (display: string) => Promise<T>): Promise<T> {
  const present = process.env['DISPLAY']
  if (present) return use(present)
  const xvfb = spawn(findXvfb()!, ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  try {
    // Xvfb finds a free number itself and writes it here when it is ready.
    const [number] = (await once(xvfb.stdio[3] as Readable, 'data')) as [Buffer]
    return await use(`:${String(number).trim()}`)
  } finally {
    xvfb.kill()
    await once(xvfb, 'exit')
  }
}
