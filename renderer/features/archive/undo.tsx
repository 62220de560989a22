import type { UndoStep } from '../../../shared/contract/archive.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useStepWords } from './use-step-words.ts'

/** Offers undo and redo anywhere but in a field that has its own, and says what was taken back. Shows nothing itself. */
export function Undo() {
  const { archive: words, window: common } = useMessages()
  const { value: next } = useQuery('archive.undoable', {})
  const describe = useStepWords()
  const toast = useToast()
  const runCommand = useRunCommand()
  const undo = useAction('archive.undo')
  const redo = useAction('archive.redo')

  const fail = (error: ErrorReport) => {
    if (error.code === 'undo.nothing') toast({ text: words.nothingToUndo })
    else if (error.code === 'undo.nothing-to-redo') toast({ text: words.nothingToRedo })
    else toast({ text: error.message, code: error.code })
  }
  const say = (text: (what: string) => string, step: UndoStep, back: 'archive.undo' | 'archive.redo') => {
    const label = back === 'archive.undo' ? words.undo : words.redo
    toast({ text: text(describe(step)), action: { label, run: () => runCommand(back) } })
  }
  const takeBack = async () => {
    const result = await undo.run({})
    if (result.ok) say(words.undone, result.value, 'archive.redo')
    else fail(result.error)
  }
  const doAgain = async () => {
    const result = await redo.run({})
    if (result.ok) say(words.redone, result.value, 'archive.undo')
    else fail(result.error)
  }
  const group = common.groupArchive
  useCommand({
    id: 'archive.undo',
    label: next?.undo ? words.undoWhat(describe(next.undo)) : words.undo,
    group,
    keys: ['Mod+Z'],
    run: () => void takeBack(),
  })
  useCommand({
    id: 'archive.redo',
    label: next?.redo ? words.redoWhat(describe(next.redo)) : words.redo,
    group,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    run: () => void doAgain(),
  })
  return null
}
