import type { HoldfastRecord } from '../../../shared/model/record.ts'
import type { EditRecord } from './use-edit-record.ts'

/** What a group of a record's fields is given. */
export interface FieldGroupProps {
  readonly record: HoldfastRecord
  readonly edit: EditRecord
  readonly isReadOnly: boolean
}
