import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import type { ArchiveHealth, VerifyPasses } from '../../../shared/contract/custody.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { concernsOf, isDamage, type Concern } from './concerns.ts'

/** Says in plain words whether anything is known to be wrong with the archive, and what. */
export function ConcernList({ health, passes }: { health: ArchiveHealth; passes: VerifyPasses }) {
  const { custody: words } = useMessages()
  const wordsOf = useConcernWords()
  const concerns = concernsOf(health, passes)
  const Sign = passes.lastFull ? CircleCheck : CircleDashed
  if (concerns.length === 0)
    return (
      <p className="standing">
        <Sign size={16} aria-hidden="true" /> {passes.lastFull ? words.nothingWrong : words.nothingKnown}
      </p>
    )
  return (
    <ul className="standing-list">
      {concerns.map((concern) => (
        <li key={JSON.stringify(concern)} data-damage={isDamage(concern) || undefined}>
          <TriangleAlert size={16} aria-hidden="true" /> <span>{wordsOf(concern)}</span>
        </li>
      ))}
    </ul>
  )
}

/** A concern as a sentence that says what it means and what to do. */
function useConcernWords(): (concern: Concern) => string {
  const { custody: words } = useMessages()
  const formats = useFormats()
  return (concern) => {
    switch (concern.kind) {
      case 'damaged':
        return words.concerns.damaged(concern.count, formats.instant(concern.at))
      case 'cut':
        return words.concerns.cut(concern.device, concern.from, concern.to, formats.instant(concern.at))
      case 'copy-ahead':
        return words.concerns.copyAhead(concern.path)
      case 'disk-low':
        return words.concerns.diskLow(formats.bytes(concern.freeBytes))
      case 'key-lost':
        return words.concerns.keyLost
      case 'open':
        return words.concerns.open
      case 'no-rights':
        return words.concerns.noRights
    }
  }
}
