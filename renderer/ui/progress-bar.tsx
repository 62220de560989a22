import { Label, ProgressBar as AriaProgressBar } from 'react-aria-components'
import type { ReactNode } from 'react'
import './progress-bar.css'

export interface ProgressBarProps {
  label: string
  isLabelHidden?: boolean
  /** How much of `total` is done. */
  done: number
  /** Null while it is being counted. */
  total: number | null
  /** How many of how many, how fast, how long. */
  detail?: ReactNode
}

export function ProgressBar({ label, isLabelHidden, done, total, detail }: ProgressBarProps) {
  const isCounting = total === null || total === 0
  return (
    <AriaProgressBar
      className={`ui-progress ${isCounting ? 'ui-progress--counting' : ''}`}
      aria-label={isLabelHidden ? label : undefined}
      value={done}
      maxValue={total || 1}
      isIndeterminate={isCounting}
    >
      {({ percentage }) => (
        <>
          {(!isLabelHidden || detail) && (
            <div className="ui-progress-head">
              {!isLabelHidden && <Label>{label}</Label>}
              <span>{detail}</span>
            </div>
          )}
          <div className="ui-progress-track">
            <div
              className="ui-progress-fill"
              style={isCounting ? undefined : { inlineSize: `${percentage}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}
