import { useEffect, useEffectEvent, useRef } from 'react'
import { useQuery } from '../../data/use-query.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useOpenArchive } from './use-open-archive.ts'

/**
 * Reports, wherever the user is in the window, what was found damaged and repaired, that the archive's folder
 * disappeared or returned, and that a newer Holdfast wrote the archive.
 */
export function ArchiveNotices() {
  useRepairs()
  useGone()
  useNewer()
  return null
}

function useRepairs(): void {
  const { archive: words } = useMessages()
  const { value: repairs = [] } = useQuery('archive.repairs', {})
  const show = useToast()
  const report = useEffectEvent((_which: string) => {
    const first = repairs.at(-1)
    if (!first) return
    const kept = first.aside === null ? '' : ` ${words.repairedKept(first.aside)}`
    show({ text: words.repaired(`${first.message}${kept}`, repairs.length - 1), code: first.kind })
  })
  // Reported when there is one more, however often the list is read.
  const latest = `${repairs.length} ${repairs.at(-1)?.at}`
  useEffect(() => report(latest), [latest])
}

function useGone(): void {
  const { archive: words } = useMessages()
  const { value: archive } = useQuery('archive.describe', {})
  const show = useToast()
  const open = useOpenArchive()
  const wasGone = useRef(false)
  const isGone = archive?.isGone ?? false
  const report = useEffectEvent((gone: boolean) => {
    if (gone && archive) {
      const again = { label: words.openAgain, run: () => void open({ id: archive.id }) }
      show({ text: words.gone(archive.path), code: 'store.gone', action: again })
    } else if (wasGone.current) show({ text: words.back })
    wasGone.current = gone
  })
  useEffect(() => report(isGone), [isGone])
}

function useNewer(): void {
  const { archive: words } = useMessages()
  const { value: archive } = useQuery('archive.describe', {})
  const show = useToast()
  const { format, leftOut } = archive?.newer ?? {}
  const report = useEffectEvent((_path: string, of: number, without: number) =>
    show({ text: words.newer(of, without), code: 'archive.newer-format' }),
  )
  const path = archive?.path
  useEffect(() => {
    if (path !== undefined && format !== undefined && leftOut !== undefined) report(path, format, leftOut)
  }, [path, format, leftOut])
}
