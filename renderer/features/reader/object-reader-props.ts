import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'
import type { Hits } from './use-hits.ts'

/** What a reader of one kind of object is given. */
export interface ObjectReaderProps {
  readonly record: HoldfastRecord
  readonly object: ContentObject
  readonly hits: Hits
  readonly at: string
  onPlace(locator: string): void
}
