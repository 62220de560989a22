import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import type { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import { CloseIcon } from './close-icon.tsx'
import './toast.css'

export interface ToastMessage {
  readonly text: string
  /** The code of an error, shown small. A toast with a code stays until it is closed. */
  readonly code?: string
  readonly action?: { readonly label: string; run(): void }
}

export interface ToastRegionProps {
  readonly queue: ToastQueue<ToastMessage>
  readonly label: string
  readonly closeLabel: string
}

/** The messages that are shown now, in a corner of the window. */
export function ToastRegion({ queue, label, closeLabel }: ToastRegionProps) {
  return (
    <AriaToastRegion className="ui-toasts" queue={queue} aria-label={label}>
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
            <CloseIcon />
          </IconButton>
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
