/**
 * A ref for what holds the focus while it is open: where the part that had it goes, or can no longer be used, the focus falls to
 * the page behind, and Escape with it; here it comes back to the whole.
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
