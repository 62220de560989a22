import { open, readFile, stat } from 'node:fs/promises'

/** The first `length` bytes of a file, or all of a shorter one. */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  return (await readCapped(path, length)).bytes
}

/** At most `capBytes` from the start of a file, and whether there was more; memory never exceeds the cap. */
export async function readCapped(
  path: string,
  capBytes: number,
): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const file = await open(path, 'r')
  try {
    const sizeBytes = (await file.stat()).size
    const bytes = new Uint8Array(Math.min(sizeBytes, capBytes))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return { bytes: bytes.subarray(0, filled), isCut: sizeBytes > capBytes }
  } finally {
    await file.close()
  }
}

/** All bytes of a file that has to be had whole, or null when it is larger than the cap. */
export async function readWhole(path: string, capBytes: number): Promise<Uint8Array | null> {
  const { size } = await stat(path)
  return size > capBytes ? null : readFile(path)
}

/** The bytes up to the last that is not zero: a file that was never written to its end has a tail of zeros. */
export function withoutZeroTail(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.subarray(0, end)
}
