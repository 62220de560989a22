import { open } from 'node:fs/promises'

/** The first `length` bytes of a file, or all of a shorter one. */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  return (await readCapped(path, length)).bytes
}

/** At most `capBytes` from the start of a file, and whether there was more; memory never exceeds the cap. */
export async function readCapped(
  path: string,
  capBytes: number,
): Promise<{ bytes: Uint8Array; isCut: boolean; sizeBytes: number }> {
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
    return { bytes: bytes.subarray(0, filled), isCut: sizeBytes > capBytes, sizeBytes }
  } finally {
    await file.close()
  }
}
