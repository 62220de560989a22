import type { AliasId } from '../../../shared/model/ids.ts'
import type { Result } from '../../../shared/result.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'

/**
 * Creates, edits and withdraws groups of aliases; says what was done and offers undo. Each function resolves to
 * whether it succeeded.
 */
export function useAliasChanges() {
  const { aliases: words, window: common } = useMessages()
  const toast = useToast()
  const runCommand = useRunCommand()
  const create = useAction('aliases.create')
  const change = useAction('aliases.edit')
  const withdraw = useAction('aliases.withdraw')

  const report = (result: Result<unknown>, text: string): boolean => {
    if (result.ok) toast({ text, action: { label: common.undo, run: () => runCommand('archive.undo') } })
    return result.ok
  }
  return {
    error: create.error ?? change.error ?? withdraw.error,
    isPending: create.isPending || change.isPending || withdraw.isPending,
    add: async (names: readonly string[]) =>
      report(await create.run({ names: [...names] }), words.added(names)),
    change: async (id: AliasId, names: readonly string[]) =>
      report(await change.run({ id, names: [...names] }), words.changed(names)),
    remove: async (id: AliasId, names: readonly string[]) =>
      report(await withdraw.run({ id }), words.removed(names)),
  }
}
