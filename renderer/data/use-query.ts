import { useCallback, useState, useSyncExternalStore } from 'react'
import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import type { ErrorReport } from '../../shared/result.ts'
import { useQueryCache } from './shell-provider.tsx'
import type { Snapshot } from './query-cache.ts'

export interface Query<Name extends MethodName> {
  /** The reply; while new parameters are being read, the reply to the previous ones. */
  readonly value: Reply<Name> | undefined
  readonly error: ErrorReport | null
  readonly isPending: boolean
  /** True while `value` still belongs to the previous parameters. */
  readonly isPrevious: boolean
}

const IDLE: Snapshot = { value: undefined, error: null, isPending: false }

/**
 * The reply of a method, read again whenever a change affects it. `params: null` requests nothing. The previous reply
 * stays until the new one arrives, so lists never go blank; give the component a `key` if showing the previous thing
 * would be wrong.
 */
export function useQuery<Name extends MethodName>(
  method: Name,
  params: ParamsInput<Name> | null,
): Query<Name> {
  const cache = useQueryCache()
  const key = params === null ? null : JSON.stringify(params)
  const watch = useCallback(
    (listener: () => void) =>
      key === null ? () => {} : cache.watch(method, JSON.parse(key) as ParamsInput<Name>, listener),
    [cache, method, key],
  )
  const peek = useCallback(
    () => (key === null ? IDLE : cache.peek(method, JSON.parse(key) as ParamsInput<Name>)) as Snapshot<Name>,
    [cache, method, key],
  )
  const now = useSyncExternalStore(watch, peek)
  const [previous, setPrevious] = useState(now.value)
  const isWaiting = now.value === undefined && now.error === null && key !== null
  if (now.value !== undefined && now.value !== previous) setPrevious(now.value)
  const value = isWaiting ? previous : now.value
  return { ...now, value, isPrevious: isWaiting && value !== undefined }
}
