import { useEffect, useState } from 'react'

/** How long a button says that it has copied, in ms. */
const CONFIRMATION_MS = 2000

/** Copies text to the clipboard, and reports success for two seconds. */
export function useCopy(): { isCopied: boolean; copy(text: string): Promise<void> } {
  const [copiedAt, setCopiedAt] = useState(0)
  useEffect(() => {
    if (copiedAt === 0) return
    const timer = setTimeout(() => setCopiedAt(0), CONFIRMATION_MS)
    return () => clearTimeout(timer)
  }, [copiedAt])
  return {
    isCopied: copiedAt > 0,
    async copy(text) {
      await navigator.clipboard.writeText(text)
      setCopiedAt(Date.now())
    },
  }
}
