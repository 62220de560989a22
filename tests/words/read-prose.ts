import { parseSync } from 'vite'

/** A piece of text that people read: a comment, a message, a test's name, a paragraph. */
export interface Prose {
  /** The text on one line, with single spaces and without code in backquotes. */
  readonly text: string
  /** The line of the file where it begins, counted from 1. */
  readonly line: number
}

/** What people read in a file: in code its comments, in the catalogues also the strings, in documents everything but code. */
export function readProse(path: string, content: string): readonly Prose[] {
  const found = path.endsWith('.md')
    ? paragraphs(content)
    : path.endsWith('.css')
      ? cssComments(content)
      : codeProse(path, content)
  return found.map(({ text, at }) => ({ text: plain(text), line: content.slice(0, at).split('\n').length }))
}

interface Found {
  readonly text: string
  readonly at: number
}

/** Code is not prose; replaced by “…”, the wording around it still reads as one sentence. */
function plain(text: string): string {
  return text
    .replaceAll(/`[^`]*`/g, '`…`')
    .replaceAll(/^\s*\*+/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function paragraphs(content: string): Found[] {
  const withoutCode = content.replaceAll(/^```[^]*?^```/gm, (code) => code.replaceAll(/[^\n]/g, ' '))
  return [...withoutCode.matchAll(/\S(?:.|\n(?!\s*(?:\n|[-|#>*]|\d+\.)))*/g)].map((match) => ({
    text: match[0],
    at: match.index,
  }))
}

function cssComments(content: string): Found[] {
  return [...content.matchAll(/\/\*([^]*?)\*\//g)].map((match) => ({ text: match[1]!, at: match.index }))
}

function codeProse(path: string, content: string): Found[] {
  const parsed = parseSync(path, content)
  const found = joinLines(parsed.comments, content)
  const collect = stringsToRead(path)
  // The tree is built on first access, which takes far longer than finding the comments.
  if (collect) walk(parsed.program, (node) => found.push(...collect(node)))
  return found
}

interface Comment {
  readonly type: 'Line' | 'Block'
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Consecutive `//` lines are one sentence. */
function joinLines(comments: readonly Comment[], content: string): Found[] {
  const found: { text: string; at: number; end: number; type: string }[] = []
  for (const { type, value, start, end } of comments) {
    const last = found.at(-1)
    const follows = last?.type === 'Line' && type === 'Line' && /^\s*$/.test(content.slice(last.end, start))
    if (last && follows) Object.assign(last, { text: `${last.text} ${value}`, end })
    else if (!/^\s*(ox|es)lint-disable/.test(value) || value.includes('--'))
      found.push({ text: value.replace(/^\s*(ox|es)lint-disable.*?--/, ''), at: start, end, type })
  }
  return found
}

type Node = Readonly<Record<string, unknown>>

/** Which strings of a file are read by people; null when only its comments are. */
function stringsToRead(path: string): ((node: Node) => Found[]) | null {
  if (/^(renderer\/messages|shared\/words|electron\/cli)\/|^shared\/messages\.ts/.test(path)) return stringOf
  if (path.startsWith('shared/contract/')) return (node) => firstArgument(node, /^method$/)
  if (/\.(test|spec)\.tsx?$/.test(path)) return (node) => firstArgument(node, /^(it|test|describe)$/)
  return null
}

function firstArgument(node: Node, callee: RegExp): Found[] {
  if (node['type'] !== 'CallExpression') return []
  const [first] = node['arguments'] as readonly Node[] // ESTree's shape of a call
  const found: Found[] = []
  if (first && callee.test(nameOf(node['callee'] as Node)))
    walk(first, (inner) => found.push(...stringOf(inner)))
  return found
}

/** `it` of `it(…)`, `it.each(…)(…)` and `it.skipIf(…)(…)`; empty for `it.each(…)`, whose argument is a table. */
function nameOf(callee: Node, isCalled = false): string {
  const inner = (callee['object'] ?? callee['callee']) as Node | undefined // ESTree: a member or a call holds another expression
  const { name } = (callee['property'] ?? {}) as Node // ESTree: a member names its property
  if (!isCalled && /^(each|for|skipIf|runIf)$/.test(String(name))) return ''
  return inner ? nameOf(inner, callee['type'] === 'CallExpression' || isCalled) : String(callee['name'] ?? '')
}

function stringOf(node: Node): Found[] {
  const at = node['start'] as number // every node has one
  if (node['type'] === 'TemplateLiteral') return [{ text: templateText(node), at }]
  if (node['type'] !== 'Literal' || typeof node['value'] !== 'string') return []
  return [{ text: node['value'], at }]
}

function templateText(node: Node): string {
  const parts = node['quasis'] as readonly { value: { raw: string } }[] // ESTree's shape of a template
  return parts.map((part) => part.value.raw.replaceAll('`', "'")).join('…')
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const item of node) walk(item, visit)
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node) visit(node as Node) // what has a type is a node
    for (const value of Object.values(node)) walk(value, visit)
  }
}
