import { useRef, useState } from 'react'
import type { AliasGroup } from '../../../shared/model/alias-group.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Token } from '../../ui/token.tsx'
import { NamesForm } from './names-form.tsx'
import { useAliasChanges } from './use-alias-changes.ts'

/** A group of names with what can be done to it; it is edited in place. */
export function AliasRow({ group: { id, names } }: { group: AliasGroup }) {
  const { aliases: words, window: common } = useMessages()
  const { change, remove, error, isPending } = useAliasChanges()
  const [isEdited, setEdited] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)
  const leave = () => {
    setEdited(false)
    requestAnimationFrame(() => editButton.current?.focus())
  }
  const save = async (changed: readonly string[]) => {
    const isKept = changed.join('\n') === names.join('\n') || (await change(id, changed))
    if (isKept) leave()
    return isKept
  }
  if (isEdited)
    return (
      <li className="aliases-row aliases-row--edited">
        <NamesForm
          label={words.editNames(names[0]!)}
          isLabelHidden
          names={names}
          submitLabel={common.save}
          isPending={isPending}
          error={error}
          onSubmit={save}
          onCancel={leave}
        />
      </li>
    )
  return (
    <li className="aliases-row">
      <span className="aliases-names">
        {names.map((name) => (
          <Token key={name}>{name}</Token>
        ))}
      </span>
      <Button
        ref={editButton}
        look="quiet"
        size="small"
        aria-label={words.editGroup(names)}
        onPress={() => setEdited(true)}
      >
        {words.edit}
      </Button>
      <Button
        look="quiet"
        size="small"
        aria-label={words.removeGroup(names)}
        onPress={() => void remove(id, names)}
      >
        {words.remove}
      </Button>
      {error && <ErrorNote error={error} />}
    </li>
  )
}
