/** The mark that tells a spreadsheet that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'

/** A row as RFC 4180 writes it, with its line end: cells that contain a separator, a quote or a line end are quoted. */
export function printCsvRow(cells: readonly string[]): string {
  // A line with nothing in it would not be a row.
  if (cells.length === 1 && cells[0] === '') return '""\r\n'
  return `${cells.map(printCell).join(',')}\r\n`
}

/** The text, with an apostrophe before it if a spreadsheet would take it for a formula. */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function printCell(text: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
