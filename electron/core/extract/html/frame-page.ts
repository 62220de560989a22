import { knownLabel } from '../text/encoding.ts'
import type { TreeNode } from './text-tree.ts'

/** The page that a frame contains, in `srcdoc` or a data URL, or null; one stored elsewhere is not fetched. */
export function pageInFrame(node: TreeNode): string | null {
  const attributes = FRAMES[node.nodeName.toUpperCase()]
  if (!attributes) return null
  const page = node.getAttribute?.('srcdoc')
  if (page) return page
  for (const attribute of attributes) {
    const url = node.getAttribute?.(attribute) ?? ''
    const [start, kind, isBase64] = DATA_PAGE.exec(url) ?? []
    if (start === undefined || kind === undefined) continue
    const data = percentDecoded(url.slice(start.length))
    const bytes = isBase64 ? Buffer.from(data.toString('latin1'), 'base64') : data
    return new TextDecoder(charsetOf(kind)).decode(bytes)
  }
  return null
}

/** The bytes of a percent-encoded text. */
function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const pair = bytes[at] === PERCENT ? bytes.toString('latin1', at + 1, at + 3) : ''
    const isByte = /^[\da-f]{2}$/i.test(pair)
    bytes[length] = isByte ? Number.parseInt(pair, 16) : bytes[at]!
    length += 1
    if (isByte) at += 2
  }
  return bytes.subarray(0, length)
}

const PERCENT = 0x25

const charsetOf = (kind: string): string =>
  knownLabel(/;\s*charset=["']?([\w:.-]+)/i.exec(kind)?.[1] ?? '') ?? 'utf-8'

const FRAMES: Readonly<Record<string, readonly string[]>> = {
  IFRAME: ['src'],
  FRAME: ['src'],
  EMBED: ['src'],
  OBJECT: ['data'],
}

const DATA_PAGE = /^\s*data:((?:text\/html|application\/xhtml\+xml|text\/plain)[^,]{0,200}?)(;base64)?,/i
