import { useCallback } from 'react'
import type { RecordEdit } from '../../../shared/contract/records.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useAction } from '../../data/use-action.ts'
import { errorToast, useToast } from '../../ui/toast.tsx'

/** Sets fields of one record in one undoable act. A failed write is reported in a message that stays. */
export type EditRecord = (set: RecordEdit) => void

export function useEditRecord(id: RecordId): EditRecord {
  const { run } = useAction('records.edit')
  const show = useToast()
  return useCallback(
    (set: RecordEdit) => {
      void run({ ids: [id], set }).then((result) => {
        if (!result.ok) show(errorToast(result.error))
      })
    },
    [run, id, show],
  )
}
