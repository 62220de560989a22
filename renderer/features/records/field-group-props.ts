import type { HoldfastRecord } from '../../../shared/model/record.ts'
import type { EditRecord } from './use-edit-record.ts'

/** The props of a group of a record's fields. */
export interface FieldGroupProps {
  readonly record: HoldfastRecord
  readonly edit: EditRecord
  readonly isReadOnly: boolean
}
