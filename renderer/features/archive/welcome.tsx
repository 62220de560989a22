import { useSettings } from '../../data/use-settings.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

export interface WelcomeProps {
  /** True when the sample archive is open in the background. */
  isSample: boolean
  onStart(): void
}

/** Three sentences at the first start, and two ways to continue. It is shown once. */
export function Welcome({ isSample, onStart }: WelcomeProps) {
  const { archive: words, window: common } = useMessages()
  const { settings, change } = useSettings()
  const leave = () => void change({ welcomed: true })
  const start = () => {
    leave()
    onStart()
  }
  const footer = (
    <>
      <Button onPress={start}>{words.welcomeStart}</Button>
      <Button look="primary" onPress={leave}>
        {words.welcomeLook}
      </Button>
    </>
  )
  return (
    <Dialog
      title={words.welcomeTitle}
      isOpen={settings?.welcomed === false}
      onClose={leave}
      closeLabel={common.close}
      footer={footer}
    >
      <div className="archive-welcome">
        <p>{words.welcome1}</p>
        <p>{words.welcome2}</p>
        {isSample && <p>{words.welcome3}</p>}
      </div>
    </Dialog>
  )
}
