/** The part of a document tree that is used here. These are linkedom's nodes, whose own types assume a browser. */
export interface TreeNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly textContent: string | null
  readonly childNodes: Iterable<TreeNode>
  readonly firstChild: TreeNode | null
  readonly nextSibling: TreeNode | null
  readonly parentNode: TreeNode | null
  getAttribute?(name: string): string | null
}

/** What the elements of a format, named in capitals, mean for its text. */
export interface TextRules {
  /** Elements whose content is not shown on the page. */
  readonly silent: ReadonlySet<string>
  /** Elements that start and end a paragraph. */
  readonly blocks: ReadonlySet<string>
  /** What an element puts before its content: a line break, a tab, a space. */
  readonly marks: Readonly<Record<string, string>>
  readonly preformatted?: string
  /** Attributes whose words are shown like content. */
  readonly shownAttributes?: Readonly<Record<string, readonly string[]>>
  readonly title?: string
  /** Whether an element that is usually silent is shown in this case. */
  readonly isShown?: (node: TreeNode) => boolean
  /** The source of a page embedded in an element, or null. */
  readonly innerPage?: (node: TreeNode) => string | null
}

/** The text of a tree; `innerPages` are the sources of embedded pages, which are still to be read. */
export interface TreeText {
  readonly title: string
  readonly paragraphs: string[]
  readonly innerPages: string[]
}

/** The paragraphs and the title of a tree; a run of white space counts as one space. Nesting may be of any depth. */
export function textOfTree(root: TreeNode, rules: TextRules): TreeText {
  const reader: Reader = { rules, title: null, paragraphs: [], innerPages: [], current: '', preformatted: 0 }
  // linkedom gives a doctype no next sibling, so the top level is not walked by siblings.
  for (const child of root.childNodes) walk(child, reader)
  flush(reader)
  const { paragraphs, innerPages } = reader
  return { title: (reader.title ?? '').replace(BLANKS, ' ').trim(), paragraphs, innerPages }
}

interface Reader {
  readonly rules: TextRules
  title: string | null
  readonly paragraphs: string[]
  readonly innerPages: string[]
  current: string
  preformatted: number
}

const ELEMENT = 1
const TEXT = 3

/** Walks the tree without recursion, since a page nested ten thousand deep would overflow the stack. */
function walk(root: TreeNode, reader: Reader): void {
  let node: TreeNode | null = root
  while (node) {
    const below: TreeNode | null = enter(node, reader) ? node.firstChild : null
    if (below) {
      node = below
      continue
    }
    leave(node, reader)
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode
      if (node) leave(node, reader)
    }
    node = !node || node === root ? null : node.nextSibling
  }
}

/** Adds the text of a node; returns whether its children are to be read. */
function enter(node: TreeNode, reader: Reader): boolean {
  if (node.nodeType === TEXT) {
    const text = node.textContent ?? ''
    reader.current += reader.preformatted > 0 ? text : text.replace(BLANKS, ' ')
    return false
  }
  if (node.nodeType !== ELEMENT) return true
  const { rules } = reader
  const name = node.nodeName.toUpperCase()
  if (name === rules.title) reader.title ??= node.textContent ?? ''
  if (isSilent(node, name, rules)) return false
  const innerPage = rules.innerPage?.(node)
  if (innerPage) reader.innerPages.push(innerPage)
  if (rules.blocks.has(name)) flush(reader)
  reader.current += rules.marks[name] ?? ''
  const isHidden = node.getAttribute?.('type')?.toLowerCase() === 'hidden'
  for (const attribute of isHidden ? [] : (rules.shownAttributes?.[name] ?? [])) {
    const shown = node.getAttribute?.(attribute)
    if (shown) reader.current += ` ${shown} `
  }
  if (name === rules.preformatted) reader.preformatted += 1
  return true
}

function leave(node: TreeNode, reader: Reader): void {
  if (node.nodeType !== ELEMENT) return
  const name = node.nodeName.toUpperCase()
  if (isSilent(node, name, reader.rules)) return
  if (reader.rules.blocks.has(name)) flush(reader)
  if (name === reader.rules.preformatted) reader.preformatted -= 1
}

const isSilent = (node: TreeNode, name: string, rules: TextRules): boolean =>
  rules.silent.has(name) && !rules.isShown?.(node)

function flush(reader: Reader): void {
  const { current, preformatted } = reader
  const text = preformatted > 0 ? current : current.replace(/ *([\t\n]) */g, '$1').replace(/ {2,}/g, ' ')
  if (text.trim() !== '') reader.paragraphs.push(text.trim())
  reader.current = ''
}

// The white space of markup; a no-break space is a character of the text.
const BLANKS = /[ \t\n\r\f]+/g
