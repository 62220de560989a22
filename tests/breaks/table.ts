import type { Break } from './break.ts'

/** The rows of a table in Markdown, formatted like Prettier does. */
export function breaksTable(breaks: readonly Break[]): string {
  const rows = [
    ['The product…', 'Sweep (part of `test:deep`)', 'Sample that catches it'],
    ...breaks.map(({ name, sweep, test }) => [name, sweep, `\`${test}\``]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`,
  )
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}
