import type { ReactNode } from 'react'
import './field-row.css'

/** A list of labels and values, with aligned rows. */
export function FieldRows({ children }: { children: ReactNode }) {
  return <dl className="ui-rows">{children}</dl>
}

/** A label and its value, which may be an `EditableText` or any other control. */
export function FieldRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="ui-row-label">{label}</dt>
      <dd className="ui-row-value">{children}</dd>
    </>
  )
}
