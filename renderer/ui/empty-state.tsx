import type { ReactNode } from 'react'
import './note.css'

export interface EmptyStateProps {
  title: string
  /** One sentence that teaches. */
  children?: ReactNode
  /** More to say, between the sentence and the actions. */
  more?: ReactNode
  /** The next action, and at most one other. */
  actions?: ReactNode
  /** Useful to know, small and last. */
  foot?: ReactNode
}

export function EmptyState({ title, children, more, actions, foot }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      <p className="ui-empty-title">{title}</p>
      {children && <p className="ui-empty-text">{children}</p>}
      {more}
      {actions && <div className="ui-empty-actions">{actions}</div>}
      {foot && <p className="ui-empty-foot">{foot}</p>}
    </div>
  )
}
