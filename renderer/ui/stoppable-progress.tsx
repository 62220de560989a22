import { Button } from './button.tsx'
import { ProgressBar } from './progress-bar.tsx'
import type { ProgressBarProps } from './progress-bar.tsx'

export interface StoppableProgressProps extends ProgressBarProps {
  /** Null when it cannot be stopped. */
  stop: { readonly label: string; readonly isStopping: boolean; run(): void } | null
}

/** The progress of something, with the button that stops it. */
export function StoppableProgress({ stop, ...bar }: StoppableProgressProps) {
  return (
    <div className="ui-stoppable">
      <ProgressBar {...bar} />
      {stop && (
        <Button size="small" isPending={stop.isStopping} onPress={stop.run}>
          {stop.label}
        </Button>
      )}
    </div>
  )
}
