import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { createContext, useContext, useState } from 'react'
import type { ReactNode } from 'react'
import { Button, IconButton } from './button.tsx'
import { CloseSign } from './dialog.tsx'
import './toast.css'

export interface ToastMessage {
  readonly text: string
  /** The code of an error, shown small. A toast with a code stays until it is closed. */
  readonly code?: string
  readonly action?: { readonly label: string; run(): void }
}

/** The message of an error: its sentence, with the code to quote. */
export function errorToast({ message, code }: { message: string; code: string }): ToastMessage {
  return { text: message, code }
}

/** Shows a message over the window; an equal one that is still shown is replaced. */
export type ShowToast = (message: ToastMessage) => void

const ToastContext = createContext<ShowToast>(() => {})

/** How long a message without an error stays, in ms; a pointer or focus on it stops the clock. */
const STAYS_MS = 8000

export function ToastProvider({ label, closeLabel, children }: ToastProviderProps) {
  const [queue] = useState(() => new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 }))
  const [show] = useState((): ShowToast => (message) => {
    const same = queue.visibleToasts.find((toast) => toast.content.text === message.text)
    if (same) queue.close(same.key)
    queue.add(message, message.code ? {} : { timeout: STAYS_MS })
  })
  return (
    <ToastContext value={show}>
      {children}
      <ToastRegion className="ui-toasts" queue={queue} aria-label={label}>
        {({ toast }) => (
          <AriaToast className={`ui-toast ${toast.content.code ? 'ui-toast--damage' : ''}`} toast={toast}>
            <ToastContent className="ui-toast-text">
              <bdi dir="auto">{toast.content.text}</bdi>
              {toast.content.code && <span className="ui-toast-code">{toast.content.code}</span>}
            </ToastContent>
            {toast.content.action && (
              <Button
                look="link"
                onPress={() => {
                  toast.content.action?.run()
                  queue.close(toast.key)
                }}
              >
                {toast.content.action.label}
              </Button>
            )}
            <IconButton label={closeLabel} size="small" onPress={() => queue.close(toast.key)}>
              <CloseSign />
            </IconButton>
          </AriaToast>
        )}
      </ToastRegion>
    </ToastContext>
  )
}

export interface ToastProviderProps {
  /** What the region is called to a screen reader. */
  label: string
  closeLabel: string
  children: ReactNode
}

export function useToast(): ShowToast {
  return useContext(ToastContext)
}
