import { Button } from '../../ui/button.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ProgressLines } from './import-progress.tsx'
import type { RunningHandOver } from './use-hand-over.ts'
import './imports.css'

/** Files being sent from the browser to the archive's inbox, before the import itself can begin. */
export function HandOverPanel({ progress, samples, stop }: RunningHandOver) {
  const { imports: words } = useMessages()
  return (
    <section className="import-panel" aria-label={words.handOver}>
      <h2 className="import-panel-title">{words.handOver}</h2>
      <ProgressLines progress={progress} samples={samples} />
      <div className="import-panel-buttons">
        <Button size="small" onPress={stop}>
          {words.cancel}
        </Button>
      </div>
    </section>
  )
}
