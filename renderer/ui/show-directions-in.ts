import { showStrayDirections } from '../../shared/text/show-directions.ts'

/** Marks what is read as it was written: the text of evidence. */
export const VERBATIM = { 'data-verbatim': '' } as const

/** Attributes whose value is read out or shown. */
const ATTRIBUTES = [
  'title',
  'aria-label',
  'alt',
  'placeholder',
  'aria-valuetext',
  'aria-description',
] as const
const WITH_ATTRIBUTE = ATTRIBUTES.map((name) => `[${name}]`).join(',')
const AS_WRITTEN = '[data-verbatim], textarea, script, style'

/**
 * From now on, no direction control in `root` is obeyed: each is shown as ↔, in every text and spoken name, whichever
 * component it comes from. It happens after a change and before the window is painted. What is edited, and what is marked
 * as verbatim, stays as it is.
 */
export function showDirectionsIn(root: HTMLElement): void {
  const observer = new MutationObserver((changes) => {
    for (const { type, target, attributeName, addedNodes } of changes)
      if (type === 'attributes') showInAttribute(target as Element, attributeName!)
      else if (type === 'characterData') showInText(target as Text)
      else for (const node of addedNodes) showInTree(node)
  })
  const attributeFilter = [...ATTRIBUTES]
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter,
  })
  showInTree(root)
}

function showInTree(tree: Node): void {
  const texts = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT)
  if (tree.nodeType === Node.TEXT_NODE) showInText(tree as Text)
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) showInText(text as Text)
  if (!(tree instanceof Element)) return
  for (const element of [tree, ...tree.querySelectorAll(WITH_ATTRIBUTE)])
    for (const name of ATTRIBUTES) showInAttribute(element, name)
}

function showInText(text: Text): void {
  const shown = showStrayDirections(text.data)
  if (shown !== text.data && !text.parentElement?.closest(AS_WRITTEN)) text.data = shown
}

function showInAttribute(element: Element, name: string): void {
  const value = element.getAttribute(name)
  const shown = value === null ? null : showStrayDirections(value)
  if (shown !== null && shown !== value) element.setAttribute(name, shown)
}
