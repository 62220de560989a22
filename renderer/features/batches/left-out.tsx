import type { QueryProblem } from '../../../shared/contract/batches.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** The lines of a list that were not searched for, each with its reason. */
export function LeftOut({ problems }: { problems: readonly QueryProblem[] }) {
  const { batch: words } = useMessages()
  if (problems.length === 0) return null
  return (
    <details className="batch-left-out" open={problems.length <= FEW}>
      <summary>{words.leftOut(problems.length)}</summary>
      <ul>
        {problems.slice(0, MAX_SHOWN).map(({ line, problem, text }) => (
          <li key={line}>
            {words.line(line)}: {words.problems[problem]}
            {text !== '' && (
              <bdi className="batch-left-out-text" dir="auto">
                {text}
              </bdi>
            )}
          </li>
        ))}
        {problems.length > MAX_SHOWN && <li>{words.moreLines(problems.length - MAX_SHOWN)}</li>}
      </ul>
    </details>
  )
}

const FEW = 3
/** A file that is not a list at all has thousands of them. */
const MAX_SHOWN = 200
