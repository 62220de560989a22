import { useRef } from 'react'
import type { ReactElement } from 'react'
import { useMenuTrigger } from 'react-aria/useMenu'
import { ButtonContext } from 'react-aria-components'
import { useMenuTriggerState } from 'react-stately/useMenuTriggerState'
import { later } from './later.tsx'
import type { MenuGroup } from './menu-entries.ts'

const MenuPopover = later(async () => (await import('./menu-popover.tsx')).MenuPopover)

export interface MenuButtonProps {
  /** The button that opens it: a `Button` or `IconButton`. */
  children: ReactElement
  label: string
  groups: readonly MenuGroup[]
}

/** A menu on a button. Groups are separated by a hairline. */
export function MenuButton({ children, label, groups }: MenuButtonProps) {
  // Like react-aria-components' MenuTrigger, which would load the menu itself together with its button.
  const state = useMenuTriggerState({})
  const button = useRef<HTMLButtonElement>(null)
  const { menuTriggerProps, menuProps } = useMenuTrigger({ type: 'menu' }, state, button)
  return (
    <>
      <ButtonContext value={{ ...menuTriggerProps, ref: button, isPressed: state.isOpen }}>
        {children}
      </ButtonContext>
      {state.isOpen && <MenuPopover {...{ label, groups, state, menuProps, button }} />}
    </>
  )
}
