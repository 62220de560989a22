import { useState } from 'react'
import type { UndoStep } from '../../../shared/contract/archive.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { useAction } from '../../data/use-action.ts'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Choice } from './changed-since.tsx'
import { useStepWords } from './use-step-words.ts'

const ChangedSince = later(async () => (await import('./changed-since.tsx')).ChangedSince)

type Direction = 'undo' | 'redo'

/**
 * Offers undo and redo everywhere except in a field that has its own, says what was undone, and asks when a later
 * change is in the way.
 */
export function Undo() {
  const { archive: words, window: common } = useMessages()
  const { value: next } = useQuery('archive.undo-steps', {})
  const describe = useStepWords()
  const { runStep, pendingStep, close } = useSteps()
  const group = common.groupArchive
  useCommand({
    id: 'archive.undo',
    label: next?.undo ? words.undoWhat(describe(next.undo)) : words.undo,
    group,
    keys: ['Mod+Z'],
    run: () => void runStep('undo'),
  })
  useCommand({
    id: 'archive.redo',
    label: next?.redo ? words.redoWhat(describe(next.redo)) : words.redo,
    group,
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    run: () => void runStep('redo'),
  })
  if (!pendingStep) return null
  return (
    <ChangedSince
      direction={pendingStep}
      onChoose={(choice) => void runStep(pendingStep, choice)}
      onClose={close}
    />
  )
}

/** Runs steps, and says which one waits for a decision. */
function useSteps() {
  const [pendingStep, setPendingStep] = useState<Direction | null>(null)
  const undo = useAction('archive.undo')
  const redo = useAction('archive.redo')
  const report = useReportStep()
  const runStep = async (direction: Direction, choice: Choice = { changed: 'ask' }) => {
    const result = await (direction === 'undo' ? undo : redo).run(choice)
    const mustAsk = !result.ok && result.error.code === 'undo.changed-since'
    setPendingStep(mustAsk ? direction : null)
    if (result.ok) report.done(direction, result.value, choice)
    else if (!mustAsk) report.failed(result.error)
  }
  return { runStep, pendingStep, close: () => setPendingStep(null) }
}

function useReportStep() {
  const { archive: words } = useMessages()
  const describe = useStepWords()
  const toast = useToast()
  const runCommand = useRunCommand()
  return {
    done(direction: Direction, step: UndoStep, { changed }: Choice) {
      const [all, rest] =
        direction === 'undo' ? [words.undone, words.undoneRest] : [words.redone, words.redoneRest]
      const text = (changed === 'skip' ? rest : all)(describe(step))
      const back = direction === 'undo' ? 'redo' : 'undo'
      toast({ text, action: { label: words[back], run: () => runCommand(`archive.${back}`) } })
    },
    failed({ code, message }: ErrorReport) {
      if (code === 'undo.nothing') toast({ text: words.nothingToUndo })
      else if (code === 'undo.nothing-to-redo') toast({ text: words.nothingToRedo })
      else toast({ text: message, code })
    },
  }
}
