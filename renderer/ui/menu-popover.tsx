import type { RefObject } from 'react'
import type { useMenuTrigger } from 'react-aria/useMenu'
import {
  Header,
  Menu,
  MenuContext,
  MenuItem,
  MenuSection,
  OverlayTriggerStateContext,
  Popover as AriaPopover,
  PopoverContext,
  Provider,
  RootMenuTriggerStateContext,
} from 'react-aria-components'
import type { useMenuTriggerState } from 'react-stately/useMenuTriggerState'
import { Chevron } from './chevron.tsx'
import { Kbd } from './kbd.tsx'
import type { MenuEntry, MenuGroup } from './menu-entries.ts'
import './menu.css'

export interface MenuPopoverProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  readonly state: ReturnType<typeof useMenuTriggerState>
  readonly menuProps: ReturnType<typeof useMenuTrigger>['menuProps']
  readonly button: RefObject<HTMLButtonElement | null>
}

/** The open menu of a `MenuButton`. */
export function MenuPopover({ label, groups, state, menuProps, button }: MenuPopoverProps) {
  const entries = groups.flatMap((group) => group.entries)
  const hasCheck = entries.some((entry) => entry.isChosen)
  const labelledBy = menuProps['aria-labelledby']
  return (
    <Provider
      values={[
        [MenuContext, menuProps],
        [OverlayTriggerStateContext, state],
        [RootMenuTriggerStateContext, state],
        [
          PopoverContext,
          {
            trigger: 'MenuTrigger',
            triggerRef: button,
            placement: 'bottom start',
            'aria-labelledby': labelledBy,
          },
        ],
      ]}
    >
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
    </Provider>
  )
}

/** A screen reader treats the entries of a group as alternatives only if one of them is chosen. */
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
