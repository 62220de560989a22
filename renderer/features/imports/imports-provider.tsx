import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Ticket } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { useCommand } from '../../data/commands.tsx'
import { useShell } from '../../data/shell-provider.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { DropTarget } from './drop-target.tsx'
import { ImportPanel } from './import-panel.tsx'
import { ImportResultDialog } from './import-result.tsx'

interface Imports {
  /** Shows the result of an import that has ended. */
  showResult(job: string): void
}

const ImportsContext = createContext<Imports>({ showResult: () => {} })

/** Importing for the whole window: its commands, the drop target, the progress panel and the result. */
export function ImportsProvider({ children }: { children: ReactNode }) {
  const { imports: words } = useMessages()
  const shell = useShell()
  const [followed, setFollowed] = useState<string | null>(null)
  const [result, setResult] = useState<string | null>(null)
  const isDisabled = useQuery('archive.describe', {}).value?.readOnly !== false
  const start = useStartImport(setFollowed)
  useCommand({
    id: 'imports.pick-files',
    label: words.files,
    group: words.group,
    keys: ['Mod+O'],
    isDisabled,
    run: () => void start(shell.pickFiles()),
  })
  useCommand({
    id: 'imports.pick-folder',
    label: words.folder,
    group: words.group,
    isDisabled,
    run: () => void start(shell.pickFolder()),
  })
  const value = useMemo(() => ({ showResult: setResult }), [])
  return (
    <ImportsContext value={value}>
      {children}
      {!isDisabled && <DropTarget onDrop={(transfer) => void start(shell.acceptDrop(transfer))} />}
      {followed && (
        <ImportPanel
          key={followed}
          id={followed}
          onHide={() => setFollowed(null)}
          onShowResult={() => {
            setFollowed(null)
            setResult(followed)
          }}
        />
      )}
      {result && <ImportResultDialog key={result} id={result} onClose={() => setResult(null)} />}
    </ImportsContext>
  )
}

/** How other parts of importing open what belongs to the window. */
export function useImports(): Imports {
  return useContext(ImportsContext)
}

function useStartImport(
  onStarted: (job: string) => void,
): (picked: Promise<readonly Ticket[]>) => Promise<void> {
  const { imports: words } = useMessages()
  const { run } = useAction('imports.start')
  const show = useToast()
  return useCallback(
    async (picked) => {
      try {
        const tickets = await picked
        if (tickets.length === 0) return
        const result = await run({ tickets: tickets.map((ticket) => ticket.id) })
        if (result.ok) onStarted(result.value.job)
        else show({ text: result.error.message, code: result.error.code })
      } catch (thrown) {
        // The door could not hand the files over; nothing was taken in.
        console.error(thrown)
        show({ text: words.failedToStart, code: 'internal' })
      }
    },
    [run, show, onStarted, words],
  )
}
