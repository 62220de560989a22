import { createContext, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useCommand } from '../../data/commands.tsx'
import { useShell } from '../../data/shell-provider.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { later } from '../../ui/later.tsx'
import { DropTarget } from './drop-target.tsx'
import { useHandOver } from './use-hand-over.ts'

const HandOverPanel = later(async () => (await import('./hand-over-panel.tsx')).HandOverPanel)
const ImportPanel = later(async () => (await import('./import-panel.tsx')).ImportPanel)
const ImportResultDialog = later(async () => (await import('./import-result.tsx')).ImportResultDialog)

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
  const { underway, start } = useHandOver(setFollowed)
  useCommand({
    id: 'imports.pick-files',
    label: words.files,
    group: words.group,
    keys: ['Mod+O'],
    isDisabled,
    run: () => void start((watch) => shell.pickFiles(watch)),
  })
  useCommand({
    id: 'imports.pick-folder',
    label: words.folder,
    group: words.group,
    isDisabled,
    run: () => void start((watch) => shell.pickFolder(watch)),
  })
  const value = useMemo(() => ({ showResult: setResult }), [])
  return (
    <ImportsContext value={value}>
      {children}
      {!isDisabled && (
        <DropTarget onDrop={(transfer) => void start((watch) => shell.acceptDrop(transfer, watch))} />
      )}
      {underway && <HandOverPanel {...underway} />}
      {followed && !underway && (
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

/** Lets other parts of importing open what belongs to the window. */
export function useImports(): Imports {
  return useContext(ImportsContext)
}
