import { FolderInput } from 'lucide-react'
import { useRunCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Everything that brings a record into the archive: files, a folder, a pasted statement, a citation. */
export function ImportButton() {
  const { imports: words } = useMessages()
  const run = useRunCommand()
  const isReadOnly = useQuery('archive.describe', {}).value?.readOnly ?? false
  const entries = [
    { id: 'files', label: words.files, run: () => run('imports.pick-files') },
    { id: 'folder', label: words.folder, run: () => run('imports.pick-folder') },
  ]
  const written = [
    { id: 'statement', label: words.statement, run: () => run('records.add-statement') },
    { id: 'citation', label: words.citation, run: () => run('citations.add') },
  ]
  return (
    <MenuButton
      label={words.button}
      groups={[
        { id: 'import', entries },
        { id: 'write', entries: written },
      ]}
    >
      <Button isDisabled={isReadOnly}>
        <FolderInput size={16} aria-hidden="true" />
        {words.button}
      </Button>
    </MenuButton>
  )
}
