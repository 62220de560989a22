import type { Hit } from '../../../shared/contract/search.ts'
import { parseLocator } from '../../../shared/model/locator.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** Says where a hit is, “in text, page 3”; nothing for the title, which shows the hit itself. */
export function usePlaceWords(): (hit: Hit) => string {
  const { library, search } = useMessages()
  const { duration } = useFormats()
  return (hit) => {
    if (hit.field === '' || hit.field === 'title') return ''
    const locator = hit.locator === '' ? null : parseLocator(hit.locator)
    const field = library.inField(search.fields[hit.field])
    if (locator?.type === 'page') return `${field}, ${search.atPage(locator.page)}`
    if (locator?.type === 'time') return `${field}, ${search.atTime(duration(locator.startMs))}`
    return field
  }
}
