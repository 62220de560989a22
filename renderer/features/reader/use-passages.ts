import { useEffect, useState } from 'react'
import type { Passage } from '../../../shared/model/passage.ts'
import type { Hash, RecordId } from '../../../shared/model/ids.ts'
import type { ErrorReport } from '../../../shared/result.ts'
import { callMethod } from '../../data/call-method.ts'
import { useShell } from '../../data/shell-provider.tsx'
import { useQuery } from '../../data/use-query.ts'

/** The passages of one object's text: the first thousand at once, the rest as they arrive. */
export interface Passages {
  readonly passages: readonly Passage[]
  /** How many there are in all; more than `passages` contains while the rest is being read. */
  readonly total: number
  readonly isPending: boolean
  readonly error: ErrorReport | null
}

const FIRST = 1000
const NEXT = 5000

/** Reads the text of one object; without a hash, of the first object that contains text. */
export function usePassages(id: RecordId, hash?: Hash): Passages {
  const first = useQuery('records.text', { id, hash, limit: FIRST })
  const rest = useRemaining(id, first.value?.object.hash, first.value?.total ?? 0)
  const head = first.isPrevious ? [] : (first.value?.passages ?? [])
  return {
    passages: rest.passages.length > 0 ? [...head, ...rest.passages] : head,
    total: first.value?.total ?? 0,
    isPending: first.isPending && first.value === undefined,
    error: first.error ?? rest.error,
  }
}

interface RemainingPassages {
  readonly passages: readonly Passage[]
  readonly error: ErrorReport | null
}

const NOTHING: RemainingPassages = { passages: [], error: null }

function useRemaining(id: RecordId, hash: Hash | undefined, total: number): RemainingPassages {
  const shell = useShell()
  const text = `${id} ${hash} ${total}`
  const [read, setRead] = useState({ text: '', ...NOTHING })
  useEffect(() => {
    const abandoned = new AbortController()
    const readNext = async (before: readonly Passage[]): Promise<void> => {
      const offset = FIRST + before.length
      if (abandoned.signal.aborted || offset >= total) return
      const page = await callMethod(shell, 'records.text', { id, hash, offset, limit: NEXT })
      if (abandoned.signal.aborted) return
      if (!page.ok) return setRead({ text, passages: before, error: page.error })
      if (!page.value || page.value.passages.length === 0) return
      const passages = [...before, ...page.value.passages]
      setRead({ text, passages, error: null })
      await readNext(passages)
    }
    void readNext([])
    return () => abandoned.abort()
  }, [shell, id, hash, total, text])
  return read.text === text ? read : NOTHING
}
