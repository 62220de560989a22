import { AppError } from '../../shared/errors.ts'
import { showDirections, showStrayDirections } from '../../shared/text/show-directions.ts'

/** Where a program writes. */
export interface Terminal {
  /**
   * Writes to stdout and resolves when the bytes are written; a reader that went away is not an error. Throws
   * `store.*`.
   */
  print(text: string): Promise<void>
  /** Shows a line on stderr; on a terminal it replaces the line before. Lines that come too fast are skipped. */
  progress(line: string): void
  /** Removes the progress line from the terminal. */
  endProgress(): void
  /** Writes a permanent line to stderr. */
  complain(line: string): void
}

type Stream = NodeJS.WriteStream

/** Creates the terminal of these streams. */
export function createTerminal(stdout: Stream, stderr: Stream): Terminal {
  let gone = false
  let shownAt = 0
  for (const stream of [stdout, stderr])
    // `holdfast … | head` closes the pipe early, which is not an error: the reader has what it wanted.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      gone ||= stream === stdout
      if (error.code !== 'EPIPE' && stream === stdout) complain(`holdfast: stdout: ${error.message}`)
    })
  // A message may quote untrusted text.
  const complain = (line: string) => void stderr.write(`${clear}${printableOutput(line)}\n`)
  const clear = stderr.isTTY ? '\r\u001b[K' : ''
  return {
    print(text) {
      return new Promise((resolve, reject) => {
        if (gone) return resolve()
        stdout.write(text, (error) => {
          gone ||= Boolean(error)
          const code = (error as NodeJS.ErrnoException | null | undefined)?.code ?? ''
          if (!error || code === 'EPIPE') resolve()
          else if (code === 'ENOSPC') reject(new AppError('store.disk-full', {}, { cause: error }))
          else reject(new AppError('store.write-failed', { problem: code }, { cause: error }))
        })
      })
    },
    progress(line) {
      const now = Date.now()
      if (now - shownAt < (stderr.isTTY ? 50 : 1000)) return
      shownAt = now
      const shown = printableOutput(line)
      stderr.write(stderr.isTTY ? `${clear}${shown.slice(0, stderr.columns - 1)}` : `${shown}\n`)
    },
    endProgress: () => stderr.write(clear),
    complain,
  }
}

/**
 * Replaces characters that could control a terminal, and shows those that would change the writing direction as ↔: titles
 * of evidence may contain both.
 */
export function printable(text: string): string {
  return withoutControls(showDirections(text))
}

/** The same for output of which parts have been isolated by this file. */
export function printableOutput(text: string): string {
  return withoutControls(showStrayDirections(text))
}

const withoutControls = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')

/** Formats rows as columns, each as wide as its widest cell; every cell keeps its own direction. */
export function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => printable(cell.replace(/\s+/g, ' ').trim())))
  const widths = (cells[0] ?? []).map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, width(row[column] ?? '')), 0),
  )
  return cells
    .map(
      (row) =>
        `${row
          .map((cell, column) => pad(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

/** Lists names and values below each other; a value of several lines is indented, an empty one is omitted. */
export function list(pairs: readonly (readonly [string, string])[]): string {
  const filled = pairs.filter(([, value]) => value !== '')
  const longest = Math.max(0, ...filled.map(([name]) => name.length))
  return filled
    .map(([name, value]) => {
      const lines = printable(value).split('\n').map(isolate)
      return `${name.padEnd(longest)}  ${lines.join(`\n${' '.repeat(longest + 2)}`)}\n`
    })
    .join('')
}

/** Shortens a text to `length` characters as a reader counts them, with an ellipsis if something is missing. */
export function shorten(text: string, length: number): string {
  const window = text.slice(0, length * LONGEST_CHARACTER)
  const characters = charactersOf(window)
  if (characters.length <= length && window.length === text.length) return text
  return `${characters.slice(0, length - 1).join('')}…`
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** How many code units of a text are examined for each character needed. */
const LONGEST_CHARACTER = 40
/**
 * Segmenting a character takes time and memory in proportion to the length of the text: a title of 100,000 letters in
 * one piece would take 4 GB.
 */
const PIECE = 1000
/** Cells are padded at most to this width; a longer one only shifts its own row. */
const WIDEST = 200

const charactersOf = (text: string): string[] => [...segments.segment(text)].map(({ segment }) => segment)

function width(cell: string): number {
  if (/^[\u0020-\u007e]*$/.test(cell)) return cell.length
  let characters = 0
  for (let at = 0; at < cell.length; at += PIECE)
    characters += charactersOf(cell.slice(at, at + PIECE)).length
  return characters
}

const pad = (cell: string, to: number): string =>
  `${isolate(cell)}${' '.repeat(Math.max(0, Math.min(to, WIDEST) - width(cell)))}`

/** Isolates right-to-left text, so that it does not reorder the columns next to it. */
function isolate(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text
}
