import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { useRunCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { concernsOf, isDamage } from './concerns.ts'

/**
 * A quiet line when custody is intact as far as is known, a plain sentence when it is not; it leads to the health
 * page.
 */
export function CustodyMark() {
  const { custody: words } = useMessages()
  const formats = useFormats()
  const runCommand = useRunCommand()
  const { value: health } = useQuery('custody.health', {})
  const { value: passes } = useQuery('custody.passes', {})
  if (!health || !passes) return null
  const isDamaged = concernsOf(health, passes).some(isDamage)
  const { lastFull } = passes
  const Sign = isDamaged ? TriangleAlert : lastFull ? CircleCheck : CircleDashed
  const undamaged = lastFull ? words.markIntact(formats.instant(lastFull.endedAt)) : words.markUnknown
  return (
    <p className="custody-mark" data-damage={isDamaged || undefined}>
      <Sign size={14} aria-hidden="true" /> {isDamaged ? words.markDamaged : undamaged}{' '}
      <Button look="link" size="small" onPress={() => runCommand('archive.check')}>
        {words.markMore}
      </Button>
    </p>
  )
}
