/** What separates two cells; null when a line is one cell. */
export type Separator = ',' | ';' | '\t' | null

/**
 * A row as it was read. `line` is where it begins, from 1; `isTorn`: a quote in it is not closed as RFC 4180
 * requires.
 */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly isTorn: boolean
}

/**
 * Yields the rows of a text by RFC 4180, with lines ending in CRLF, LF or CR; empty lines are skipped. No text is an
 * error: when a quote is not closed, or text follows it, that line alone is read literally and marked as torn.
 */
export function* readCsv(text: string, separator: Separator): Generator<CsvRow> {
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  while (at < text.length) {
    const row = readRow(text, at, separator) ?? readTornRow(text, at, separator)
    if (row.cells.length > 1 || row.cells[0]!.trim() !== '')
      yield { line, cells: row.cells, isTorn: row.isTorn }
    line += countLines(text, at, row.end)
    at = row.end
  }
}

interface ReadRow {
  readonly cells: readonly string[]
  readonly isTorn: boolean
  /** Where the next row begins. */
  readonly end: number
}

function readRow(text: string, start: number, separator: Separator): ReadRow | null {
  const cells: string[] = []
  for (let at = start; ;) {
    const cell = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, separator)
    if (cell === null) return null
    cells.push(cell.text)
    const next = text[cell.end]
    if (next === undefined || next === '\n' || next === '\r')
      return { cells, isTorn: false, end: afterLineEnd(text, cell.end) }
    if (next !== separator) return null
    at = cell.end + 1
  }
}

function readTornRow(text: string, start: number, separator: Separator): ReadRow {
  const end = lineEnd(text, start)
  const line = text.slice(start, end)
  return {
    cells: separator === null ? [line] : line.split(separator),
    isTorn: true,
    end: afterLineEnd(text, end),
  }
}

function readPlain(text: string, start: number, separator: Separator) {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(start, end), end }
}

/** Null when no quote closes the cell. If the closing quote is too far away, the opening one was a mistake. */
function readQuoted(text: string, start: number) {
  let at = start + 1
  while (at < text.length && at - start <= LONGEST_CELL) {
    if (text[at] !== '"') at++
    else if (text[at + 1] === '"') at += 2
    else return { text: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 }
  }
  return null
}

// Also keeps a text full of open quotes from being scanned to its end for every line.
const LONGEST_CELL = 100_000

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

function afterLineEnd(text: string, at: number): number {
  return at + (text.startsWith('\r\n', at) ? 2 : at < text.length ? 1 : 0)
}

function countLines(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0
}
