import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'
import type { Hits } from './use-hits.ts'

/** The props of a reader for one kind of object. */
export interface ObjectReaderProps {
  readonly record: HoldfastRecord
  readonly object: ContentObject
  readonly hits: Hits
  readonly at: string
  onPlace(locator: string): void
}
