import { useMemo, useSyncExternalStore } from 'react'
import type { MethodName, ParamsInput } from '../../shared/contract/index.ts'
import type { QueryCache, Snapshot } from './query-cache.ts'
import { useQueryCache } from './shell-provider.tsx'

/** The replies of one method to several parameters, each as far as it is known. */
export function useQueries<Name extends MethodName>(
  method: Name,
  paramsList: readonly ParamsInput<Name>[],
): readonly Snapshot<Name>[] {
  const cache = useQueryCache()
  const key = JSON.stringify(paramsList)
  const store = useMemo(
    () => createStore(cache, method, JSON.parse(key) as ParamsInput<Name>[]),
    [cache, method, key],
  )
  return useSyncExternalStore(store.watch, store.read)
}

function createStore<Name extends MethodName>(
  cache: QueryCache,
  method: Name,
  paramsList: readonly ParamsInput<Name>[],
) {
  let latest: readonly Snapshot<Name>[] = []
  return {
    watch(listener: () => void) {
      const stops = paramsList.map((params) => cache.watch(method, params, listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    read() {
      const snapshots = paramsList.map((params) => cache.peek(method, params))
      const isSame = snapshots.length === latest.length && snapshots.every((each, at) => each === latest[at])
      if (!isSame) latest = snapshots
      return latest
    },
  }
}
