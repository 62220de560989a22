import { relative } from 'node:path'
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'
import { root } from '../build-workers.ts'

const LISTED = 25

interface Cost {
  readonly title: string
  readonly setUpMs: number
  readonly testMs: number
  readonly tearDownMs: number
  /** The fixtures that took longest to set up or tear down, with their times. */
  readonly fixtures: string
}

/** Prints which end-to-end specs are slowest, and how much of their time goes into fixtures before and after them. */
export default class SlowSpecs implements Reporter {
  readonly #costs: Cost[] = []

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#costs.push(costOf(test, result))
    console.log(`${result.status.padEnd(9)} ${nameOf(test)}`)
    for (const { message } of result.errors) console.log(message)
  }

  onEnd(): void {
    const sum = (field: 'setUpMs' | 'testMs' | 'tearDownMs') =>
      this.#costs.reduce((all, cost) => all + cost[field], 0)
    const summary = {
      title: `all ${this.#costs.length} specs`,
      setUpMs: sum('setUpMs'),
      testMs: sum('testMs'),
      tearDownMs: sum('tearDownMs'),
      fixtures: '',
    }
    const total = (cost: Cost) => cost.setUpMs + cost.testMs + cost.tearDownMs
    const rows = this.#costs.sort((a, b) => total(b) - total(a))
    console.log('\nSpecs by the time they took (seconds): fixtures before, the test itself, fixtures after')
    for (const cost of [...rows.slice(0, LISTED), summary]) {
      const cells = [cost.setUpMs, cost.testMs, cost.tearDownMs].map((ms) =>
        (ms / 1000).toFixed(1).padStart(8),
      )
      console.log(`${cells.join('')}  ${cost.title} ${cost.fixtures}`)
    }
  }

  printsToStdio(): boolean {
    return true
  }
}

const nameOf = (test: TestCase) =>
  `${relative(root, test.location.file)} › ${test.titlePath().slice(3).join(' › ')}`

function costOf(test: TestCase, { duration, steps }: TestResult): Cost {
  const hooks = steps.filter(({ category }) => category === 'hook')
  const timeOf = (title: string) =>
    hooks.filter((step) => step.title === title).reduce((sum, step) => sum + step.duration, 0)
  const [setUpMs, tearDownMs] = [timeOf('Before Hooks'), timeOf('After Hooks')]
  const fixtures = hooks
    .flatMap((hook) => hook.steps.filter(({ category }) => category === 'fixture'))
    .sort((a, b) => b.duration - a.duration)
    .slice(0, 3)
    .map((step) => `${step.title} ${(step.duration / 1000).toFixed(1)}`)
  return {
    title: nameOf(test),
    setUpMs,
    testMs: duration - setUpMs - tearDownMs,
    tearDownMs,
    fixtures: `[${fixtures.join(', ')}]`,
  }
}
