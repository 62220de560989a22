import { useEffect, useState } from 'react'
import { showDirections } from '../../../shared/text/show-directions.ts'
import { useCommand, useCommands } from '../../data/commands.tsx'
import type { Command, CommandId } from '../../data/commands.tsx'
import { printShortcut } from '../../data/shortcuts.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Chevron } from '../../ui/chevron.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import type { MenuEntry } from '../../ui/menu-entries.ts'
import { later } from '../../ui/later.tsx'
import { useOpenArchive } from './use-open-archive.ts'
import { useRefusedArchive } from './use-refused-archive.ts'
import { Welcome } from './welcome.tsx'
import './archive.css'

const RenameArchiveDialog = later(
  async () => (await import('./rename-archive-dialog.tsx')).RenameArchiveDialog,
)
const NewArchiveDialog = later(async () => (await import('./new-archive-dialog.tsx')).NewArchiveDialog)

/** Commands of other features that the menu lists, each while it is offered. */
const listed: readonly CommandId[] = [
  'batch.open',
  'archive.check',
  'archive.backup',
  'archive.merge',
  'settings.open',
  'search.keyboard-map',
  'about.open',
]

/** The open archive by its title; its menu switches, creates, renames and undoes. */
export function ArchiveMenu() {
  const { archive: words, window: common } = useMessages()
  const { value: open } = useQuery('archive.describe', {})
  const { value: known } = useQuery('archive.known', {})
  const shell = useShell()
  const openArchive = useOpenArchive()
  useWindowTitle(open?.title)
  useRefusedArchive()
  const [dialog, setDialog] = useState<'new' | 'rename' | null>(null)
  const commands = useCommands()
  const group = common.groupArchive
  const openFolder = async () => {
    const folder = await shell.pickArchiveFolder()
    if (folder) await openArchive({ folder: folder.id })
  }
  // A browser has no dialog for folders of this computer.
  const hasFolders = shell.platform === 'desktop'
  useCommand({ id: 'archive.new', label: words.new, group, run: () => setDialog('new') })
  useCommand({
    id: 'archive.rename',
    label: words.rename,
    group,
    isDisabled: !open,
    run: () => setDialog('rename'),
  })
  useCommand({
    id: 'archive.open-folder',
    label: words.openFolder,
    group,
    isDisabled: !hasFolders,
    run: () => void openFolder(),
  })

  const named = (ids: readonly CommandId[]) =>
    ids.flatMap((id) => commands.filter((command) => command.id === id && !command.isDisabled)).map(entryOf)
  const archives = (known ?? []).map((each) => ({
    id: `${each.id} ${each.copy}`,
    label: <bdi dir="auto">{each.title}</bdi>,
    textValue: each.title,
    hint: each.path,
    isChosen: each.path === open?.path,
    run: () => void (each.path !== open?.path && openArchive({ id: each.id, copy: each.copy })),
  }))
  const groups = [
    { id: 'undo', entries: named(['archive.undo', 'archive.redo']) },
    { id: 'known', heading: words.known, entries: archives },
    { id: 'archive', entries: named(['archive.new', 'archive.open-folder', 'archive.rename']) },
    { id: 'window', entries: named(listed) },
  ]
  return (
    <>
      <MenuButton label={words.menu} groups={groups}>
        <Button look="quiet" aria-label={open ? words.menuOf(open.title) : words.menu}>
          <bdi className="archive-title" dir="auto" title={open?.path}>
            {open?.title ?? words.menu}
          </bdi>
          <Chevron />
        </Button>
      </MenuButton>
      {open?.readOnly && (
        <span className="archive-place" title={open.newer ? words.readOnlyNewer : words.readOnlyHint}>
          {words.readOnly}
        </span>
      )}
      {dialog === 'new' && <NewArchiveDialog onClose={() => setDialog(null)} />}
      {dialog === 'rename' && open && (
        <RenameArchiveDialog title={open.title} onClose={() => setDialog(null)} />
      )}
      {open && <Welcome isSample={open.isSample} onStart={() => setDialog('new')} />}
    </>
  )
}

/** Names the archive in the window's title, to distinguish windows; not in a browser, which keeps titles in its history. */
function useWindowTitle(title: string | undefined): void {
  const { platform } = useShell()
  useEffect(() => {
    document.title = title && platform === 'desktop' ? `${showDirections(title)} – Holdfast` : 'Holdfast'
  }, [title, platform])
}

function entryOf(command: Command): MenuEntry {
  const keys = command.keys?.[0]
  return {
    id: command.id,
    label: command.label,
    keys: keys ? printShortcut(keys) : undefined,
    run: command.run,
  }
}
