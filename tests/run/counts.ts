import { readFileSync } from 'node:fs'
import type { StepResult } from './step.ts'

/** How many tests of a step passed, failed and were skipped. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** A step without tests: one failure if it failed. */
export const stepCounts = ({ isOk }: StepResult): Counts => ({ passed: 0, failed: isOk ? 0 : 1, skipped: 0 })

/** The tests of a Vitest run, from its JSON report. */
export function vitestCounts(result: StepResult, report: string): Counts {
  return settle(result, report, (json) => ({
    passed: json['numPassedTests'],
    failed: json['numFailedTests'],
    skipped: json['numPendingTests'] + json['numTodoTests'],
  }))
}

/** The specs of a Playwright run, from its JSON report. */
export function playwrightCounts(result: StepResult, report: string): Counts {
  return settle(result, report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
}

/** The counts of a report; a run that failed without a failed test, or that left no report, counts as one failed. */
// The two reports are written by the test programs of the lockfile, so their format is known.
// oxlint-disable-next-line typescript/no-explicit-any
function settle(result: StepResult, report: string, read: (json: any) => Counts): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(report, 'utf8')))
    return result.isOk || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
