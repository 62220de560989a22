import { createContext, useContext, useState } from 'react'
import type { ReactNode } from 'react'
import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'
import { ToastRegion } from './toast-region.tsx'
import type { ToastMessage } from './toast-region.tsx'

/** The message of an error: its sentence, with the code to quote. */
export function errorToast({ message, code }: { message: string; code: string }): ToastMessage {
  return { text: message, code }
}

/** Shows a message over the window, replacing an equal one that is still shown. */
export type ShowToast = (message: ToastMessage) => void

const ToastContext = createContext<ShowToast>(() => {})

/** How long a message without an error stays, in ms; hovering over it or focusing it stops the clock. */
const VISIBLE_MS = 8000

export function ToastProvider({ label, closeLabel, children }: ToastProviderProps) {
  const [queue] = useState(() => new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 }))
  const [show] = useState((): ShowToast => (message) => {
    const same = queue.visibleToasts.find((toast) => toast.content.text === message.text)
    if (same) queue.close(same.key)
    queue.add(message, message.code ? {} : { timeout: VISIBLE_MS })
  })
  return (
    <ToastContext value={show}>
      {children}
      <ToastRegion {...{ queue, label, closeLabel }} />
    </ToastContext>
  )
}

export interface ToastProviderProps {
  /** The name of the region for a screen reader. */
  label: string
  closeLabel: string
  children: ReactNode
}

export function useToast(): ShowToast {
  return useContext(ToastContext)
}
