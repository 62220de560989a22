import { structured, type MailField, type StructuredField } from './header-fields.ts'

/**
 * A message or a part of one: its header fields, the stray lines between them, and its body, with one character per
 * byte.
 */
export interface MailPart {
  readonly fields: readonly MailField[]
  readonly strayLines: readonly string[]
  readonly type: StructuredField
  readonly disposition: StructuredField
  readonly transfer: string
  readonly body: string
}

const KEPT = new Set(
  (
    'subject from sender reply-to to cc bcc date ' +
    'content-type content-disposition content-transfer-encoding content-description'
  ).split(' '),
)

// Line ends of old Macs, or blank lines, a mailbox line and a byte count that some programs write before the headers.
const BEFORE_HEAD = /^[ \t\n]*(?:\d{1,12}[ \t]*\n)?(?:>?From [^\n]*\n)?/

/** Splits a message or a part into headers and body, keeping only the headers that are shown or needed. */
export function partOf(source: string): MailPart {
  const fields: { name: string; value: string[] }[] = []
  const strayLines: string[] = []
  let at = 0
  let takesFolds = false
  while (at < source.length) {
    const next = source.indexOf('\n', at)
    const end = next < 0 ? source.length : next
    const line = source.slice(at, end)
    at = end + 1
    if (line === '') break
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (takesFolds) fields.at(-1)!.value.push(line)
      continue
    }
    const [, name = '', value = ''] = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s.exec(line) ?? []
    takesFolds = KEPT.has(name.toLowerCase())
    if (takesFolds) fields.push({ name: name.toLowerCase(), value: [value] })
    else if (name === '') strayLines.push(line)
  }
  const joined = fields.map(({ name, value }) => ({ name, value: value.join('').trim() }))
  const valueOf = (name: string) => joined.find((field) => field.name === name)?.value ?? ''
  return {
    fields: joined,
    strayLines,
    type: structured(valueOf('content-type')),
    disposition: structured(valueOf('content-disposition')),
    transfer: structured(valueOf('content-transfer-encoding')).value.replace(/[^\w-]/g, ''),
    body: source.slice(at),
  }
}

/** The messages of a file: one, or all messages of a mailbox. */
export function* messagesOf(source: string): Generator<string> {
  const lines = source.includes('\n') ? source.replace(/\r+\n/g, '\n') : source.replaceAll('\r', '\n')
  const start = BEFORE_HEAD.exec(lines)?.[0] ?? ''
  let from = start.length
  if (/(?:^|\n)From /.test(start)) {
    for (const match of lines.matchAll(/\nFrom [^\n]*\n(?=[A-Za-z][\w-]*:)/g)) {
      if (match.index < from) continue
      yield lines.slice(from, match.index + 1)
      from = match.index + match[0].length
    }
  }
  yield lines.slice(from)
}

/** The most parts that are split off; everything after them stays one part. */
export const MOST_PARTS = 20_000

/** The parts of a body and the text before the first; `isGuessed` when the boundary is not the declared one. */
export interface SplitBody {
  readonly parts: Iterable<string>
  readonly preamble: string
  readonly isGuessed: boolean
}

/** Splits a body at the declared boundary, or at one detected from its lines if the declared one does not occur. */
export function splitBody(body: string, declared: string): SplitBody | null {
  const lines = `\n${body}`
  if (declared !== '' && delimiters(lines, declared).next().done !== true)
    return { ...splitAt(lines, declared), isGuessed: false }
  const detected = detectedBoundary(lines)
  return detected === null ? null : { ...splitAt(lines, detected), isGuessed: true }
}

/** The text after the dashes of the first line that seems to be followed by the headers of a part. */
function detectedBoundary(lines: string): string | null {
  for (let start = lines.indexOf('\n--'); start >= 0;) {
    const end = lines.indexOf('\n', start + 1)
    if (end < 0) return null
    if (
      /^(?:\n|Content-[A-Za-z-]{1,40}:)/i.test(lines.slice(end + 1, end + 60)) &&
      end - start < LONGEST_BOUNDARY
    )
      return lines.slice(start + 3, end).trimEnd()
    start = lines.indexOf('\n--', end)
  }
  return null
}

const LONGEST_BOUNDARY = 200

function splitAt(lines: string, boundary: string): Omit<SplitBody, 'isGuessed'> {
  const first = delimiters(lines, boundary).next()
  const preamble = first.done ? '' : lines.slice(1, first.value.start)
  return { preamble, parts: partsAt(lines, boundary) }
}

function* partsAt(lines: string, boundary: string): Generator<string> {
  let from: number | null = null
  let isAfterEnd = false
  let count = 0
  for (const { start, end, isLast } of delimiters(lines, boundary)) {
    // Text after the end has no headers.
    if (from !== null) yield (isAfterEnd ? '\n' : '') + lines.slice(from, start)
    from = end
    isAfterEnd = isLast || count >= MOST_PARTS
    if (++count > MOST_PARTS) break
  }
  if (from !== null) yield (isAfterEnd ? '\n' : '') + lines.slice(from)
}

function* delimiters(
  lines: string,
  boundary: string,
): Generator<{ start: number; end: number; isLast: boolean }> {
  const mark = `\n--${boundary}`
  for (let start = lines.indexOf(mark); start >= 0;) {
    const after = start + mark.length
    const next = lines.indexOf('\n', after)
    const lineEnd = next < 0 ? lines.length : next
    // A boundary that only begins like this one is a different one; of a long line, only this much is examined.
    const rest = lineEnd - after > 200 ? 'x' : lines.slice(after, lineEnd).trim()
    if (rest === '' || rest === '--')
      yield { start, end: Math.min(lines.length, lineEnd + 1), isLast: rest !== '' }
    start = lines.indexOf(mark, Math.max(lineEnd, start + 1))
  }
}
