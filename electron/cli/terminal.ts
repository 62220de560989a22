import { AppError } from '../../shared/errors.ts'

/** Where a program writes. */
export interface Terminal {
  /** Writes to stdout and answers when the bytes have left; a reader that went away is not an error. Throws `store.*`. */
  print(text: string): Promise<void>
  /** Shows a line on stderr, over the one before where stderr is a terminal; most lines that come fast are left out. */
  progress(line: string): void
  /** Takes the line of progress off the terminal. */
  endProgress(): void
  /** Writes a line to stderr that stays. */
  complain(line: string): void
}

type Stream = NodeJS.WriteStream

/** The terminal of these streams. */
export function createTerminal(stdout: Stream, stderr: Stream): Terminal {
  let gone = false
  let shownAt = 0
  for (const stream of [stdout, stderr])
    // `holdfast … | head` closes the pipe early; what was asked for has been given.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      gone ||= stream === stdout
      if (error.code !== 'EPIPE' && stream === stdout) complain(`holdfast: stdout: ${error.message}`)
    })
  // A message may name what a stranger wrote.
  const complain = (line: string) => void stderr.write(`${clear}${printable(line)}\n`)
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
      stderr.write(stderr.isTTY ? `${clear}${printable(line).slice(0, stderr.columns - 1)}` : `${line}\n`)
    },
    endProgress: () => stderr.write(clear),
    complain,
  }
}

/** The text without what could steer a terminal: evidence may carry control and direction signs in its titles. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}

/** Rows as columns of the widest cell each; every cell keeps its own direction. */
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

/** Names and values under each other; a value of several lines is indented, an empty one left out. */
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

/** The text cut to `length` signs as a reader counts them, with an ellipsis where something is missing. */
export function shorten(text: string, length: number): string {
  const window = text.slice(0, length * LONGEST_SIGN)
  const signs = signsOf(window)
  if (signs.length <= length && window.length === text.length) return text
  return `${signs.slice(0, length - 1).join('')}…`
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** So many units of a text are looked at for each sign that is wanted. */
const LONGEST_SIGN = 40
/** Each sign costs as much as the text is long: a title of 100,000 letters at once would take 4 GB. */
const PIECE = 1000
/** Cells are filled up so far; one that is longer moves its own row alone. */
const WIDEST = 200

const signsOf = (text: string): string[] => [...segments.segment(text)].map(({ segment }) => segment)

function width(cell: string): number {
  if (/^[\u0020-\u007e]*$/.test(cell)) return cell.length
  let signs = 0
  for (let at = 0; at < cell.length; at += PIECE) signs += signsOf(cell.slice(at, at + PIECE)).length
  return signs
}

const pad = (cell: string, to: number): string =>
  `${isolate(cell)}${' '.repeat(Math.max(0, Math.min(to, WIDEST) - width(cell)))}`

/** Right-to-left text in isolation, so that it does not reorder the columns beside it. */
function isolate(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text
}
