/**
 * A name in which every character that changes the writing direction is shown as ↔, in place, instead of obeyed:
 * otherwise `invoice‹U+202E›xcod.exe` would read as `invoiceexe.docx`.
 */
export function showDirections(name: string): string {
  return name.replace(CONTROLS, SHOWN)
}

/**
 * The same for a text in which `isolate` put parts between direction isolates: a pair of those on one line is
 * kept, since it keeps to itself whatever is in it.
 */
export function showStrayDirections(text: string): string {
  if (!ANY_CONTROL.test(text)) return text
  return text.replace(/[^\n]+/g, showStrayInLine)
}

const SHOWN = '↔'
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g
const ANY_CONTROL = /[\u202a-\u202e\u2066-\u2069]/
/** What `isolate` begins with: the direction of the first letter, or left to right before a file path. */
const OWN_START = /^(?:\u2068|\u2066(?=[/\\]|[A-Za-z]:[/\\]))/
const END = '\u2069'

function showStrayInLine(line: string): string {
  const open: number[] = []
  const kept = new Set<number>()
  for (const { 0: sign, index } of line.matchAll(CONTROLS)) {
    if (OWN_START.test(line.slice(index, index + 4))) open.push(index)
    else if (sign === END && open.length > 0) kept.add(index).add(open.pop()!)
  }
  return line.replace(CONTROLS, (sign, at: number) => (kept.has(at) ? sign : SHOWN))
}
