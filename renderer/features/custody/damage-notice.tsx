import { useEffect, useEffectEvent } from 'react'
import { useRunCommand } from '../../data/commands.tsx'
import { useQuery } from '../../data/use-query.ts'
import { useToast } from '../../ui/toast.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

/** Reports, wherever the user is in the window, that a scheduled verification found damage. */
export function DamageNotice() {
  const { custody: words } = useMessages()
  const { value: passes } = useQuery('custody.passes', {})
  const showToast = useToast()
  const runCommand = useRunCommand()
  const report = passes?.isScheduled ? passes.report : null
  const endedAt = report?.endedAt
  const notice = useEffectEvent((ended: string | undefined) => {
    const [first] = report?.damages ?? []
    if (!report || report.endedAt !== ended || !first) return
    const action = { label: words.showReport, run: () => runCommand('archive.check') }
    showToast({ text: words.noticed(report.damages.length), code: first.kind, action })
  })
  // Read again for many reasons, but reported once.
  useEffect(() => notice(endedAt), [endedAt])
  return null
}
