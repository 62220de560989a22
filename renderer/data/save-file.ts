/** Saves bytes under a name, where the browser or the user decides. */
export function saveFile(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  // The download keeps the bytes alive once it has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The bytes that base64 encodes. */
export function bytesOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))])
}
