import type { ReactNode } from 'react'
import './note.css'

export interface EmptyStateProps {
  title: string
  /** One sentence that teaches. */
  children?: ReactNode
  /** The next action, and at most one other. */
  actions?: ReactNode
}

export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="ui-empty">
      <p className="ui-empty-title">{title}</p>
      {children && <p className="ui-empty-text">{children}</p>}
      {actions && <div className="ui-empty-actions">{actions}</div>}
    </div>
  )
}
