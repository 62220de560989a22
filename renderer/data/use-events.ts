import { useEffect, useEffectEvent } from 'react'
import type { ArchiveEvent } from '../../shared/contract/events.ts'
import type { Table } from './dependencies.ts'
import { useQueryCache, useShell } from './shell-provider.tsx'

/** Calls the listener with every event while the component is shown. */
export function useEvents(listener: (event: ArchiveEvent) => void): void {
  const shell = useShell()
  const onEvent = useEffectEvent(listener)
  useEffect(() => shell.onEvent((event) => onEvent(event)), [shell])
}

/** How long changes are collected before they are read, in ms: an import announces many a second. */
const GATHER_MS = 60

/** Keeps the cache in step with `changed` events. Used once, at the root. */
export function useCacheRefresh(): void {
  const shell = useShell()
  const cache = useQueryCache()
  const refresh = useEffectEvent((tables: readonly Table[]) => cache.refresh(tables))
  useEffect(() => {
    const gathered = new Set<Table>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = shell.onEvent((event) => {
      if (event.event !== 'changed') return
      for (const table of event.tables) gathered.add(table)
      timer ??= setTimeout(() => {
        timer = undefined
        const tables = [...gathered]
        gathered.clear()
        refresh(tables)
      }, GATHER_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [shell])
}
