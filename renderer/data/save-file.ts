/** Saves bytes under a name, where the browser or the user decides. */
export function saveFile(name: string, bytes: Blob): void {
  const address = URL.createObjectURL(bytes)
  saveFrom(address, name)
  // The download keeps the bytes alive once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Saves what an address leads to under a name. */
export function saveFrom(address: string, name: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

/** The bytes that base64 encodes. */
export function bytesOf(base64: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))])
}
