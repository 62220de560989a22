import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** One figure with its bound; `floor` is the lowest and `ceiling` the highest value that passes. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly floor?: number
  readonly ceiling?: number
  /** Additional figures without a bound. */
  readonly details?: Readonly<Record<string, number>>
}

/** The options that every benchmark gets from the command line. */
export interface BenchOptions {
  readonly files: number
  /** How many files of 1 MB to verify; 0 means 5,000, or as many as fit on the disk. */
  readonly verifyFiles: number
  readonly largeBytes: number
  readonly records: number
  /** How often mixed work is killed. */
  readonly points: number
  /** Where generated records are kept for the next run; '' to discard them. */
  readonly corpus: string
  /** Test collections by which the quality of results is measured. */
  readonly folders: readonly string[]
}

/** Prints measures as a table, or as one JSON document with `pass` for each and for all. */
export function printMeasures(measures: readonly Measure[], asJson: boolean): void {
  const judged = measures.map((each) => ({ ...each, pass: passes(each) }))
  const pass = judged.every((each) => each.pass)
  if (asJson) return console.log(JSON.stringify({ pass, measures: judged }, null, 1))
  for (const { name, value, unit, floor, ceiling, details = {}, pass } of judged) {
    const bound = floor !== undefined ? `≥ ${floor}` : ceiling !== undefined ? `≤ ${ceiling}` : ''
    const more = Object.entries(details).map(([figure, amount]) => `${figure} ${round(amount)}`)
    console.log(
      [
        bound === '' ? '    ' : pass ? 'ok  ' : 'FAIL',
        name.padEnd(56),
        round(value).padStart(9),
        unit.padEnd(8),
        bound.padEnd(8),
        more.join(', '),
      ].join(' '),
    )
  }
}

/** Runs a program to its end and returns its output, how long it took and its peak resident memory in bytes. */
export async function runMeasured(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ stdout: string; seconds: number; peakBytes: number }> {
  const started = performance.now()
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4000)))
  let peakBytes = 0
  const watch = setInterval(async () => {
    peakBytes = Math.max(peakBytes, await peakOf(child.pid!))
  }, 50)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${complaint}`)
  return {
    stdout: Buffer.concat(chunks).toString('utf8'),
    seconds: (performance.now() - started) / 1000,
    peakBytes,
  }
}

// Linux keeps the high-water mark; elsewhere the figure is 0 and means nothing.
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}

function passes({ value, floor, ceiling }: Measure): boolean {
  return value >= (floor ?? -Infinity) && value <= (ceiling ?? Infinity)
}

const round = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value > 0 && value < 1 ? 4 : 2)
