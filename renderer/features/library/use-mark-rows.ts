import { useEffect, useRef } from 'react'
import { callMethod } from '../../data/call-method.ts'
import { listRequest } from '../../data/search-request.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useAddress } from '../../data/use-address.ts'
import { errorToast, useToast } from '../../ui/toast.tsx'
import type { Marks } from './use-marks.ts'

/** The most that one request may ask for. */
const MAX_PER_REQUEST = 500

/** Marks every record from one place of the list to another, both inclusive, whether or not their pages were read. */
export function useMarkRows(marks: Marks): (from: number, to: number) => void {
  const shell = useShell()
  const toast = useToast()
  const address = useAddress()
  const latest = useRef(marks)
  useEffect(() => {
    latest.current = marks
  }, [marks])

  const mark = async (first: number, last: number) => {
    for (let offset = first; offset <= last; offset += MAX_PER_REQUEST) {
      const limit = Math.min(MAX_PER_REQUEST, last - offset + 1)
      const result = await callMethod(shell, 'search.find', { ...listRequest(address), offset, limit })
      if (!result.ok) return toast(errorToast(result.error))
      latest.current.add(result.value.hits.map((hit) => hit.id))
    }
  }
  return (from, to) => void mark(Math.min(from, to), Math.max(from, to))
}
