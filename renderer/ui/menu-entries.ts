import type { ReactNode } from 'react'

export interface MenuEntry {
  readonly id: string
  readonly label: ReactNode
  /** What a screen reader and type-ahead use when the label is more than text. */
  readonly textValue?: string
  readonly hint?: string
  /** The keys of a shortcut, one by one. */
  readonly keys?: readonly string[]
  readonly isDisabled?: boolean
  readonly isChosen?: boolean
  run(): void
}

export interface MenuGroup {
  readonly id: string
  readonly heading?: string
  readonly entries: readonly MenuEntry[]
}
