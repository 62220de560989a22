import { CircleQuestionMark } from 'lucide-react'
import { useState } from 'react'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { printShortcut } from '../../data/shortcuts.ts'
import { navigate } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** The key that opens the help. */
const KEY = 'F1'

/** The icon in the search box, and the help it opens: what can be typed, each line with an example to try. */
export function HowToSearch() {
  const { search, window: words } = useMessages()
  const runCommand = useRunCommand()
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  useCommand({ id: 'search.help', label: search.help, group: words.groupMoving, keys: [KEY], run: open })
  const tryExample = (example: string) => {
    setOpen(false)
    navigate({ query: example })
    // Closing returns the focus first.
    setTimeout(() => runCommand('search.focus'))
  }
  return (
    <>
      <IconButton label={`${search.help} (${printShortcut(KEY).join(' ')})`} size="small" onPress={open}>
        <CircleQuestionMark size={15} strokeWidth={1.8} aria-hidden="true" />
      </IconButton>
      <Dialog
        title={search.help}
        isOpen={isOpen}
        size="wide"
        onClose={() => setOpen(false)}
        closeLabel={words.close}
      >
        <p className="search-help-text">{search.helpIntro}</p>
        <HelpTable onTry={tryExample} />
        <p className="search-help-text">{search.helpFoot}</p>
      </Dialog>
    </>
  )
}

function HelpTable({ onTry }: { onTry(example: string): void }) {
  const { search } = useMessages()
  const [type, finds] = search.helpHeads
  return (
    <table className="search-help">
      <thead className="ui-spoken">
        <tr>
          <th scope="col">{type}</th>
          <th scope="col">{finds}</th>
        </tr>
      </thead>
      {search.helpTopics.map((topic) => (
        <tbody key={topic.title}>
          <tr>
            <th className="search-help-topic" scope="rowgroup" colSpan={2}>
              {topic.title}
            </th>
          </tr>
          {topic.lines.map((line) => (
            <tr key={line.example}>
              <th scope="row" aria-label={line.example}>
                <Button look="link" size="small" onPress={() => onTry(line.example)}>
                  <bdi dir="auto">{line.example}</bdi>
                </Button>
              </th>
              <td>{line.finds}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
