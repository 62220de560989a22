import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** Writes all bytes at a position of a file, however few the system accepts at once. */
export function writeAll(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}

/** Makes the system write the names in a folder to disk, on platforms that can. */
export function syncNames(folder: string): void {
  if (process.platform === 'win32') return
  const names = openSync(folder, 'r')
  try {
    fsyncSync(names)
  } finally {
    closeSync(names)
  }
}
