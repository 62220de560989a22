import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

/** Writes all bytes at a place of a file, however few the system takes at once. */
export function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}

/** Has the system put the names in a folder on the disk, where it can be told to. */
export function syncNames(folder: string): void {
  if (process.platform === 'win32') return
  const names = openSync(folder, 'r')
  try {
    fsyncSync(names)
  } finally {
    closeSync(names)
  }
}
