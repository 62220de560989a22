import { Button, TreeItem, TreeItemContent } from 'react-aria-components'
import { Ellipsis } from 'lucide-react'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import { toggleFilter } from '../../data/filters.ts'
import { navigate, readAddress } from '../../data/use-address.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Chevron } from '../../ui/chevron.tsx'
import { MenuButton } from '../../ui/menu.tsx'
import type { TagNode } from './tag-nodes.ts'
import { RenameField } from './rename-field.tsx'
import { useTagChanges } from './use-tag-changes.ts'

export interface TagBranchProps {
  node: TagNode
  chosen: readonly TagId[]
  /** How many of the records found have each tag, by its id; undefined while they are being counted. */
  counts: ReadonlyMap<string, number> | undefined
  /** The id of the tag whose name is being edited in place. */
  renaming: string | null
  onRename(id: string | null): void
  onMove(tag: ListedTag): void
  onAddUnder(tag: ListedTag): void
}

/** A tag of the tree with those under it. */
export function TagBranch({ node, ...props }: TagBranchProps) {
  const { tag, children } = node
  return (
    <TreeItem
      id={tag.id}
      className="tags-item"
      textValue={tag.label}
      data-chosen={props.chosen.includes(tag.id) || undefined}
    >
      <TreeItemContent>
        <div className="tags-line">
          <Button slot="chevron" className="tags-chevron" isDisabled={children.length === 0}>
            {children.length > 0 && <Chevron points="end" />}
          </Button>
          {props.renaming === tag.id ? (
            <RenameField tag={tag} onDone={() => props.onRename(null)} />
          ) : (
            <TagLine tag={tag} {...props} />
          )}
        </div>
      </TreeItemContent>
      {children.map((child) => (
        <TagBranch key={child.tag.id} node={child} {...props} />
      ))}
    </TreeItem>
  )
}

function TagLine({
  tag,
  chosen,
  counts,
  onRename,
  onMove,
  onAddUnder,
}: Omit<TagBranchProps, 'node'> & { tag: ListedTag }) {
  const { tags: words } = useMessages()
  const { number } = useFormats()
  const { remove } = useTagChanges()
  const isChosen = chosen.includes(tag.id)
  const filter = () =>
    navigate({ filters: toggleFilter(readAddress().filters, { name: 'tag', value: tag.id }) })
  const groups = [
    {
      id: 'filter',
      entries: [{ id: 'filter', label: isChosen ? words.unfilter : words.filter, run: filter }],
    },
    {
      id: 'change',
      entries: [
        { id: 'rename', label: words.rename, run: () => onRename(tag.id) },
        { id: 'move', label: words.move, run: () => onMove(tag) },
        { id: 'add', label: words.addUnder, run: () => onAddUnder(tag) },
      ],
    },
    { id: 'remove', entries: [{ id: 'remove', label: words.remove, run: () => void remove(tag) }] },
  ]
  return (
    <>
      <bdi className="tags-label" dir="auto" title={tag.path}>
        {tag.label}
      </bdi>
      <span className="tags-count">{counts && number(counts.get(tag.id) ?? 0)}</span>
      <MenuButton label={words.menu(tag.label)} groups={groups}>
        <IconButton label={words.menu(tag.label)} size="small">
          <Ellipsis size={14} aria-hidden="true" />
        </IconButton>
      </MenuButton>
    </>
  )
}
