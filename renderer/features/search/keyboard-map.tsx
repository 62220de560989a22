import { useCommands } from '../../data/commands.tsx'
import type { Command } from '../../data/commands.tsx'
import { printShortcut } from '../../data/shortcuts.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** Every key that does something now, by heading. */
export function KeyboardMap({ onClose }: { onClose(): void }) {
  const { search, window: words } = useMessages()
  return (
    <Dialog title={search.keyboardMap} isOpen size="wide" onClose={onClose} closeLabel={words.close}>
      <div className="search-map">
        <MapGroups />
      </div>
    </Dialog>
  )
}

function MapGroups() {
  const { search, window: words } = useMessages()
  const commands = useCommands().filter((command) => (command.keys ?? []).length > 0)
  const groups = new Map<string, Command[]>()
  for (const command of commands) groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  return (
    <>
      {[...groups].map(([group, members]) => (
        <section className="search-map-group" key={group}>
          <h3>{group}</h3>
          <ul>
            {members.map((command) => (
              <MapLine key={command.id} label={command.label} keys={command.keys?.[0] ?? ''} />
            ))}
            {group === words.groupList &&
              search.listKeys.map(([keys, label]) => <MapLine key={keys} label={label} keys={keys} />)}
          </ul>
        </section>
      ))}
    </>
  )
}

function MapLine({ label, keys }: { label: string; keys: string }) {
  return (
    <li>
      <span>{label}</span>
      <Kbd keys={printShortcut(keys)} />
    </li>
  )
}
