import type { SavedSearch } from '../../../shared/model/saved-search.ts'
import type { Result } from '../../../shared/result.ts'
import type { Address } from '../../data/address.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { errorToast, useToast } from '../../ui/toast.tsx'

/**
 * Saves, renames, updates and removes searches; says what was done and offers undo. Each function resolves to whether
 * it succeeded.
 */
export function useSavedSearchChanges() {
  const { searches: words, window: common } = useMessages()
  const toast = useToast()
  const runCommand = useRunCommand()
  const create = useAction('saved-searches.create')
  const change = useAction('saved-searches.edit')
  const { run: withdraw } = useAction('saved-searches.withdraw')

  const report = (result: Result<unknown>, text: string): boolean => {
    if (result.ok) toast({ text, action: { label: common.undo, run: () => runCommand('archive.undo') } })
    return result.ok
  }
  /** For errors that no dialog shows. */
  const reportAll = (result: Result<unknown>, text: string): boolean => {
    if (!result.ok) toast(errorToast(result.error))
    return report(result, text)
  }
  return {
    error: create.error ?? change.error,
    isPending: create.isPending || change.isPending,
    save: async (name: string, { query, filters, sort, descending }: Address) =>
      report(await create.run({ name, query: query.trim(), filters, sort, descending }), words.saved(name)),
    rename: async ({ id }: SavedSearch, name: string) =>
      report(await change.run({ id, set: { name } }), words.renamed(name)),
    update: async ({ id, name }: SavedSearch, { query, filters, sort, descending }: Address) =>
      reportAll(
        await change.run({ id, set: { query: query.trim(), filters, sort, descending } }),
        words.updated(name),
      ),
    remove: async ({ id, name }: SavedSearch) => reportAll(await withdraw({ id }), words.removed(name)),
  }
}
