import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../breaks/checkout.ts'

/** How one part ended. */
export interface PartResult {
  readonly passed: number
  readonly failed: number
  readonly seconds: number
}

/** What a run with one seed has finished so far, stored in `out/deep-<seed>.json`. */
export interface Progress {
  readonly done: Readonly<Record<string, PartResult>>
  note(part: string, result: PartResult): void
}

/** The progress of a seed; that of another commit does not count, since its tests ran on different code. */
export function openProgress(seed: number): Progress {
  const path = join(root, 'out', `deep-${seed}.json`)
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const done = read(path, commit)
  return {
    done,
    note(part, result) {
      done[part] = result
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${JSON.stringify({ seed, commit, done }, null, 2)}\n`)
    },
  }
}

function read(path: string, commit: string): Record<string, PartResult> {
  try {
    // Written above; anything else in the file is ignored.
    const kept = JSON.parse(readFileSync(path, 'utf8')) as {
      commit: string
      done: Record<string, PartResult>
    }
    return kept.commit === commit ? kept.done : {}
  } catch {
    return {}
  }
}
