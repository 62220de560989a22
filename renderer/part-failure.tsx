import { useEffect, useEffectEvent } from 'react'
import { useMessages } from './messages/use-messages.tsx'
import { Button } from './ui/button.tsx'
import { ErrorNote } from './ui/error-note.tsx'
import type { PartPlace } from './ui/later.tsx'
import { useToast } from './ui/toast.tsx'

/**
 * Reports that a part of the window could not be loaded, and offers to reload the window: a browser may remember a
 * failed script until then.
 */
export function PartFailure({ place }: { readonly place: PartPlace }) {
  return place === 'pane' ? <FailureInPane /> : <FailureOverWindow />
}

const CODE = 'window.part-missing'
const reload = () => location.reload()

function FailureInPane() {
  const { window: words } = useMessages()
  return (
    <ErrorNote error={{ code: CODE, message: words.partMissing }}>
      <Button size="small" onPress={reload}>
        {words.reload}
      </Button>
    </ErrorNote>
  )
}

function FailureOverWindow() {
  const { window: words } = useMessages()
  const show = useToast()
  const say = useEffectEvent(() =>
    show({ text: words.partMissing, code: CODE, action: { label: words.reload, run: reload } }),
  )
  useEffect(() => say(), [])
  return null
}
