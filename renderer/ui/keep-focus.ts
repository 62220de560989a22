/**
 * A ref for an element that must keep the focus while it is open: when the focused part inside it disappears or is
 * disabled, the focus would fall to the page behind, and Escape with it; here it returns to the element.
 */
export function keepFocus(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined
  const observer = new MutationObserver(() => {
    const { activeElement } = document
    const isLost = activeElement === document.body || activeElement?.matches(':disabled') === true
    if (isLost) element.focus()
  })
  observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  return () => observer.disconnect()
}
