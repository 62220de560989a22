import type { MergeReport } from '../../../shared/contract/merges.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** What a merge brought in. */
export function MergeOutcome({ report: { lines, objects, nothingNew } }: { report: MergeReport }) {
  const { merge: words } = useMessages()
  const count = Object.values(lines).reduce((sum, each) => sum + each, 0)
  return <p className="merge-done">{nothingNew ? words.nothingNew : words.merged(count, objects)}</p>
}
