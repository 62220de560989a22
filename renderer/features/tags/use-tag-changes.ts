import type { ListedTag } from '../../../shared/contract/tags.ts'
import type { TagId } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { navigate, readAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { errorToast, useToast } from '../../ui/toast.tsx'

/** Renames, moves and removes tags; says what was done and offers undo. */
export function useTagChanges() {
  const { tags: words, window: common } = useMessages()
  const toast = useToast()
  const runCommand = useRunCommand()
  const { run: change, error } = useAction('tags.rename')
  const { run: withdraw } = useAction('tags.withdraw')

  const report = (result: Result<unknown>, text: string): boolean => {
    if (result.ok) toast({ text, action: { label: common.undo, run: () => runCommand('archive.undo') } })
    else toast(errorToast(result.error))
    return result.ok
  }
  return {
    error,
    rename: async (tag: ListedTag, label: string) =>
      report(await change({ id: tag.id, label }), words.renamed(label)),
    move: async (tag: ListedTag, parent: TagId | null) =>
      report(await change({ id: tag.id, parent }), words.moved(tag.label)),
    async remove(tag: ListedTag) {
      const isDone = report(await withdraw({ id: tag.id }), words.removed(tag.label))
      const { filters } = readAddress()
      // A filter on a removed tag would find nothing and would not be visible in the tree.
      if (isDone && filters.tag.includes(tag.id))
        navigate({ filters: { ...filters, tag: filters.tag.filter((id) => id !== tag.id) } }, 'replace')
    },
  }
}
