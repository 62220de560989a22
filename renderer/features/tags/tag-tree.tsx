import { Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import { useCommand } from '../../data/commands.tsx'
import { useAddress } from '../../data/use-address.ts'
import { useFacet } from '../../data/use-facet.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { IconButton } from '../../ui/button.tsx'
import { afterFirstList, later } from '../../ui/later.tsx'
import { tagNodes } from './tag-nodes.ts'
import type { TagListProps } from './tag-list.tsx'
import './tags.css'

const MoveTagDialog = later(async () => (await import('./move-tag-dialog.tsx')).MoveTagDialog)
const NewTagDialog = later(async () => (await import('./new-tag-dialog.tsx')).NewTagDialog)

const TagList = later(
  async () => {
    await afterFirstList
    return (await import('./tag-list.tsx')).TagList
  },
  { waiting: (props) => <TagLabels {...props} />, place: 'pane' },
)

/** The tags, each with how many of the records found have it: a click filters, and each has its menu. */
export function TagTree() {
  const { tags: words, window: common } = useMessages()
  const { value: tags } = useQuery('tags.list', {})
  const address = useAddress()
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
        <TagList
          {...{ nodes, counts, renaming }}
          onRename={setRenaming}
          onMove={(tag) => setDialog({ do: 'move', tag })}
          onAddUnder={(tag) => setDialog({ do: 'new', tag })}
        />
      )}
      {dialog?.do === 'new' && <NewTagDialog under={dialog.tag} onClose={() => setDialog(null)} />}
      {dialog?.do === 'move' && dialog.tag && (
        <MoveTagDialog tag={dialog.tag} tags={tags ?? []} onClose={() => setDialog(null)} />
      )}
    </section>
  )
}

/** The same lines without their actions, until the tree is loaded. */
function TagLabels({ nodes }: TagListProps) {
  return (
    <div className="tags-tree">
      {nodes
        .flatMap((node) => [node, ...node.children])
        .map(({ tag }) => (
          <div key={tag.id} className="tags-item">
            <div className="tags-line">
              <span className="tags-chevron" />
              <bdi className="tags-label" dir="auto">
                {tag.label}
              </bdi>
            </div>
          </div>
        ))}
    </div>
  )
}
