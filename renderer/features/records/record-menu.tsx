import { MoreHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useCommand } from '../../data/commands.tsx'
import { navigate, printPlace } from '../../data/use-address.ts'
import { IconButton } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useToast } from '../../ui/toast.tsx'
import { later } from '../../ui/later.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

const WithdrawDialog = later(async () => (await import('./withdraw-dialog.tsx')).WithdrawDialog)

export interface RecordMenuProps {
  readonly record: HoldfastRecord
  readonly isReadOnly: boolean
  onCopyReference(): void
}

/** What else can be done with the open record. */
export function RecordMenu({ record, onCopyReference, isReadOnly }: RecordMenuProps) {
  const { records: words } = useMessages()
  const show = useToast()
  const [isWithdrawing, setWithdrawing] = useState(false)
  useCommand({
    id: 'records.copy-reference',
    label: words.copyReference,
    group: words.region,
    keys: ['Mod+Shift+C'],
    run: onCopyReference,
  })
  const copyAddress = async () => {
    const address = printPlace({ record: record.id })
    await navigator.clipboard.writeText(address)
    show({ text: words.copied(address) })
  }
  const entries = [
    { id: 'reference', label: words.copyReference, keys: ['Ctrl', '⇧', 'C'], run: onCopyReference },
    { id: 'address', label: words.copyAddress, run: () => void copyAddress() },
  ]
  const last = [
    { id: 'withdraw', label: words.withdraw, isDisabled: isReadOnly, run: () => setWithdrawing(true) },
  ]
  return (
    <>
      <MenuButton
        label={words.actions}
        groups={[
          { id: 'copy', entries },
          { id: 'withdraw', entries: last },
        ]}
      >
        <IconButton label={words.actions} size="small">
          <MoreHorizontal size={16} />
        </IconButton>
      </MenuButton>
      {isWithdrawing && (
        <WithdrawDialog
          ids={[record.id]}
          title={record.title}
          onClose={() => setWithdrawing(false)}
          onWithdrawn={() => navigate({ record: null })}
        />
      )}
    </>
  )
}
