import { Tree } from 'react-aria-components'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { toggleFilter } from '../../data/filters.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { TagBranch } from './tag-branch.tsx'
import type { TagNode } from './tag-nodes.ts'

export interface TagListProps {
  readonly nodes: readonly TagNode[]
  /** How many of the records found have each tag, by its id; undefined while they are being counted. */
  readonly counts: ReadonlyMap<string, number> | undefined
  /** The id of the tag whose name is being edited in place. */
  readonly renaming: string | null
  onRename(id: string | null): void
  onMove(tag: ListedTag): void
  onAddUnder(tag: ListedTag): void
}

/** The tags as a tree that arrow keys move through. */
export function TagList({ nodes, renaming, ...props }: TagListProps) {
  const { tags: words } = useMessages()
  const { filters } = useAddress()
  return (
    <Tree
      className="tags-tree"
      aria-label={words.title}
      selectionMode="none"
      defaultExpandedKeys={nodes.map((node) => node.tag.id)}
      onAction={(id) =>
        renaming === null && navigate({ filters: toggleFilter(filters, { name: 'tag', value: String(id) }) })
      }
    >
      {nodes.map((node) => (
        <TagBranch key={node.tag.id} node={node} chosen={filters.tag} renaming={renaming} {...props} />
      ))}
    </Tree>
  )
}
