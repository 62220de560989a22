import { useCallback } from 'react'
import { parseLocator } from '../../../shared/model/locator.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { formatTimecode } from '../../../shared/timecode.ts'
import { useAction } from '../../data/use-action.ts'
import { errorToast, useToast } from '../../ui/toast.tsx'
import type { Catalogue } from '../../messages/en.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { plainReference } from './plain-reference.ts'

/** Copies the formatted reference of a record with the present place in it: a page or a time. */
export function useCopyReference(): (record: HoldfastRecord, place: string) => void {
  const { citations: words } = useMessages()
  const { run } = useAction('citations.format')
  const show = useToast()
  return useCallback(
    (record, place) => {
      const copy = async () => {
        const result = record.citation ? await run({ id: record.id }) : null
        if (result?.ok === false) return show(errorToast(result.error))
        const reference = result?.value.references[0]?.text ?? plainReference(record)
        const at = placeWords(place, words)
        await navigator.clipboard.writeText(at === '' ? reference : `${reference}, ${at}`)
        show({ text: at === '' ? words.copied : words.copiedAt(at) })
      }
      void copy()
    },
    [run, show, words],
  )
}

/** Another reader can find a page or a time, but not a character. */
function placeWords(place: string, words: Catalogue['citations']): string {
  const locator = parseLocator(place)
  if (locator?.type === 'page') return words.pinpointPage(locator.page)
  if (locator?.type === 'time' && locator.startMs > 0)
    return words.pinpointTime(formatTimecode(locator.startMs))
  return ''
}
