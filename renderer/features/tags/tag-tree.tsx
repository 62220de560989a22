import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Tree } from 'react-aria-components'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { useCommand } from '../../data/commands.tsx'
import { toggleFilter } from '../../data/filters.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useFacet } from '../../data/use-facet.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { MoveTagDialog } from './move-tag-dialog.tsx'
import { NewTagDialog } from './new-tag-dialog.tsx'
import { tagNodes } from './tag-nodes.ts'
import { TagBranch } from './tag-branch.tsx'
import './tags.css'

/** The tags, each with how many of the records found have it: click filters, and each has its menu. */
export function TagTree() {
  const { tags: words, window: common } = useMessages()
  const { value: tags } = useQuery('tags.list', {})
  const address = useAddress()
  const { filters } = address
  const found = useFacet(address, 'tag')?.facets.tag
  const counts = useMemo(() => found && new Map(found.map(({ value, count }) => [value, count])), [found])
  const [dialog, setDialog] = useState<{ do: 'new' | 'move'; tag: ListedTag | null } | null>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const nodes = useMemo(() => tagNodes(tags ?? []), [tags])
  const create = () => setDialog({ do: 'new', tag: null })
  useCommand({ id: 'tags.new', label: words.new, group: common.groupRecords, run: create })

  return (
    <section className="tags-section" aria-label={words.title}>
      <div className="tags-head">
        <h2>{words.title}</h2>
        <IconButton label={words.new} size="small" onPress={create}>
          <Plus size={14} aria-hidden="true" />
        </IconButton>
      </div>
      {tags?.length === 0 && <p className="tags-none">{words.none}</p>}
      {nodes.length > 0 && (
        <Tree
          className="tags-tree"
          aria-label={words.title}
          selectionMode="none"
          defaultExpandedKeys={nodes.map((node) => node.tag.id)}
          onAction={(id) =>
            renaming === null &&
            navigate({ filters: toggleFilter(filters, { name: 'tag', value: String(id) }) })
          }
        >
          {nodes.map((node) => (
            <TagBranch
              key={node.tag.id}
              node={node}
              chosen={filters.tag}
              counts={counts}
              renaming={renaming}
              onRename={setRenaming}
              onMove={(tag) => setDialog({ do: 'move', tag })}
              onAddUnder={(tag) => setDialog({ do: 'new', tag })}
            />
          ))}
        </Tree>
      )}
      {dialog?.do === 'new' && <NewTagDialog under={dialog.tag} onClose={() => setDialog(null)} />}
      {dialog?.do === 'move' && dialog.tag && (
        <MoveTagDialog tag={dialog.tag} tags={tags ?? []} onClose={() => setDialog(null)} />
      )}
    </section>
  )
}
