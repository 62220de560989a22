import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import './long-text.css'

export interface LongTextProps {
  /** Its length in characters; a short text is shown in full. */
  length: number
  moreLabel: string
  lessLabel: string
  children: ReactNode
}

const SHORT = 280

/** A text of which the first lines are shown, and the rest on request. */
export function LongText({ length, moreLabel, lessLabel, children }: LongTextProps) {
  const [isExpanded, setExpanded] = useState(false)
  if (length <= SHORT) return children
  return (
    <>
      <span className={isExpanded ? 'ui-long' : 'ui-long ui-long--cut'}>{children}</span>
      <Button look="link" size="small" aria-expanded={isExpanded} onPress={() => setExpanded(!isExpanded)}>
        {isExpanded ? lessLabel : moreLabel}
      </Button>
    </>
  )
}
