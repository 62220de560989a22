import { useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useCommand } from '../../data/commands.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { EarlyInput } from '../../ui/early-input.tsx'
import { later } from '../../ui/later.tsx'
import type { QuickListProps } from './quick-list.tsx'

const QuickList = later(async () => (await import('./quick-list.tsx')).QuickList, {
  waiting: (props) => <EarlyQuickList {...props} />,
})

/** The box that goes anywhere and runs any command: Ctrl-K or ⌘K. */
export function QuickOpen() {
  const { search, window: words } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [isEntered, setEntered] = useState(false)
  useCommand({
    id: 'search.quick-open',
    label: search.quickOpen,
    group: words.groupMoving,
    keys: ['Mod+K'],
    run() {
      setText('')
      setEntered(false)
      setOpen(true)
    },
  })
  return (
    <ModalOverlay className="search-quick" isOpen={isOpen} onOpenChange={setOpen} isDismissable>
      <Modal className="search-quick-panel">
        <Dialog className="search-quick-dialog" aria-label={search.quickOpen}>
          <QuickList
            {...{ text, isEntered }}
            onText={setText}
            onEnter={() => setEntered(true)}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function EarlyQuickList({ text, onText, onEnter }: QuickListProps) {
  const { search } = useMessages()
  return (
    <EarlyInput
      className="search-quick-input"
      label={search.quickOpen}
      placeholder={search.quickPlaceholder}
      value={text}
      onChange={onText}
      onEnter={onEnter}
    />
  )
}
