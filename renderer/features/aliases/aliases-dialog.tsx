import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { AliasRow } from './alias-row.tsx'
import { NamesForm } from './names-form.tsx'
import { useAliasChanges } from './use-alias-changes.ts'
import './aliases.css'

/** The aliases of this archive. */
export function AliasesDialog({ onClose }: { onClose(): void }) {
  const { aliases: words, window: common } = useMessages()
  const footer = (
    <>
      <GroupCount />
      <Button onPress={onClose}>{words.done}</Button>
    </>
  )
  return (
    <Dialog
      title={words.title}
      isOpen
      onClose={onClose}
      closeLabel={common.close}
      size="wide"
      // A click outside must not discard half-written names.
      isDismissable={false}
      footer={footer}
    >
      <Groups />
    </Dialog>
  )
}

function Groups() {
  const { aliases: words } = useMessages()
  const { value: groups, error } = useQuery('aliases.list', {})
  const { add, isPending, error: refusal } = useAliasChanges()
  return (
    <>
      <p className="aliases-intro">{words.intro}</p>
      <NamesForm
        label={words.names}
        hint={words.namesHint}
        submitLabel={words.add}
        isPending={isPending}
        error={refusal}
        onSubmit={add}
      />
      {error && <ErrorNote error={error} />}
      {groups?.length === 0 && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
      {groups && groups.length > 0 && (
        <ul className="aliases-list" aria-label={words.list}>
          {groups.map((group) => (
            <AliasRow key={group.id} group={group} />
          ))}
        </ul>
      )}
    </>
  )
}

function GroupCount() {
  const { aliases: words } = useMessages()
  const { value: groups } = useQuery('aliases.list', {})
  return (
    <output className="aliases-count">{groups && groups.length > 0 && words.count(groups.length)}</output>
  )
}
