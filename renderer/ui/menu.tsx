import {
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover as AriaPopover,
} from 'react-aria-components'
import type { ReactElement, ReactNode } from 'react'
import { Chevron } from './chevron.tsx'
import { Kbd } from './kbd.tsx'
import './menu.css'

export interface MenuEntry {
  readonly id: string
  readonly label: ReactNode
  /** What a screen reader and type-ahead go by, where the label is more than text. */
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

export interface MenuButtonProps {
  /** The button that opens it: a `Button` or `IconButton`. */
  children: ReactElement
  label: string
  groups: readonly MenuGroup[]
}

/** A menu on a button. Groups are set apart by a hairline. */
export function MenuButton({ children, label, groups }: MenuButtonProps) {
  const entries = groups.flatMap((group) => group.entries)
  const hasCheck = entries.some((entry) => entry.isChosen)
  return (
    <MenuTrigger>
      {children}
      <AriaPopover className="ui-popover ui-popover--menu" offset={4}>
        <Menu
          className="ui-menu"
          aria-label={label}
          disabledKeys={entries.filter((entry) => entry.isDisabled).map((entry) => entry.id)}
          onAction={(key) => entries.find((entry) => entry.id === key)?.run()}
        >
          {groups
            .filter((group) => group.entries.length > 0)
            .map((group, at) => (
              <MenuSection key={group.id} aria-label={group.heading ?? label} {...selectionOf(group)}>
                {(group.heading || at > 0) && (
                  <Header className={group.heading ? 'ui-menu-heading' : 'ui-menu-separator'}>
                    {group.heading}
                  </Header>
                )}
                {group.entries.map((entry) => (
                  <Entry key={entry.id} entry={entry} hasCheck={hasCheck} />
                ))}
              </MenuSection>
            ))}
        </Menu>
      </AriaPopover>
    </MenuTrigger>
  )
}

/** Only the entries of a group with a chosen one are alternatives to a screen reader. */
function selectionOf(group: MenuGroup) {
  const chosen = group.entries.filter((entry) => entry.isChosen).map((entry) => entry.id)
  return chosen.length > 0 ? { selectionMode: 'single' as const, selectedKeys: chosen } : {}
}

function Entry({ entry, hasCheck }: { entry: MenuEntry; hasCheck: boolean }) {
  const textValue = entry.textValue ?? (typeof entry.label === 'string' ? entry.label : undefined)
  return (
    <MenuItem className="ui-menu-item" id={entry.id} textValue={textValue}>
      {hasCheck && (
        <span className="ui-menu-check">
          <Chevron points="check" />
        </span>
      )}
      <span className="ui-menu-label">
        {entry.label}
        {entry.hint && <span className="ui-menu-hint">{entry.hint}</span>}
      </span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </MenuItem>
  )
}
