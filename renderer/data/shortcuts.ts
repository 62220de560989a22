const isMac = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** True when the key event is the shortcut, such as `Mod+Shift+Z`, `J`, `?` or `F6`. */
export function matchesShortcut(shortcut: string, event: KeyboardEvent, mac = isMac()): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const has = (name: string) => parts.includes(name)
  const wantsControl = has('Control') || (has('Mod') && !mac)
  const wantsMeta = has('Mod') && mac
  if (event.ctrlKey !== wantsControl || event.metaKey !== wantsMeta || event.altKey !== has('Alt'))
    return false
  // A character such as “?” needs Shift on some keyboards and not on others, so only letters and named keys check it.
  const isSign = key.length === 1 && !/[a-z]/i.test(key)
  if (!isSign && event.shiftKey !== has('Shift')) return false
  return event.key.toLowerCase() === key.toLowerCase() || isLetterKey(key, event)
}

/** True when the keys would be typed as text, belong to the field (undo, select all), or would act behind a dialog. */
export function isTypedInto(event: KeyboardEvent, shortcut: string): boolean {
  if (staysInFields.has(shortcut) || /^F\d+$/.test(shortcut)) return false
  const target = event.composedPath()[0]
  if (!(target instanceof HTMLElement)) return false
  const isField = target.isContentEditable || (target.matches('input, textarea') && !isButtonLike(target))
  return isField || target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null
}

/** The keys of a shortcut as printed on this computer’s keyboard: `⌘ ⇧ Z` or `Ctrl Shift Z`. */
export function printShortcut(shortcut: string, mac = isMac()): readonly string[] {
  const names: Record<string, string> = mac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃', ...arrows }
    : { Mod: 'Ctrl', Control: 'Ctrl', ...arrows }
  return shortcut.split('+').map((part) => names[part] ?? part)
}

const arrows = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }

/** Shortcuts that mean the same while typing. */
const staysInFields = new Set(['Mod+K', 'Mod+O', 'Mod+F', 'Mod+,', 'Mod+Shift+C'])

function isButtonLike(target: HTMLElement): boolean {
  return (
    target instanceof HTMLInputElement &&
    ['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type)
  )
}

/** On a Persian or Arabic keyboard the J key types another letter; what counts is the key’s place. */
function isLetterKey(key: string, event: KeyboardEvent): boolean {
  return /^[a-z]$/i.test(key) && !/^[a-z]$/i.test(event.key) && event.code === `Key${key.toUpperCase()}`
}
