import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import type { ErrorReport } from '../../shared/result.ts'
import type { Shell } from '../shell/shell.ts'
import { callMethod } from './call-method.ts'
import { isTouchedBy } from './dependencies.ts'
import type { Table } from './dependencies.ts'

/**
 * What is known of one request: the latest value, the error of the latest attempt, and whether an attempt is in
 * progress.
 */
export interface Snapshot<Name extends MethodName = MethodName> {
  readonly value: Reply<Name> | undefined
  readonly error: ErrorReport | null
  readonly isPending: boolean
}

/** One value per method and parameters, read once however many components show it. */
export interface QueryCache {
  /** Returns the same object until something about it changes. Starts nothing. */
  peek<Name extends MethodName>(method: Name, params: ParamsInput<Name>): Snapshot<Name>
  /** Keeps the value fresh, reading it if it is unknown, until the returned function is called. */
  watch<Name extends MethodName>(method: Name, params: ParamsInput<Name>, listener: () => void): () => void
  /** Reads again what a change in these tables affects and is on screen; forgets what is not on screen. */
  refresh(tables: readonly Table[]): void
}

interface Entry {
  readonly method: MethodName
  readonly params: unknown
  readonly listeners: Set<() => void>
  snapshot: Snapshot
  /** The attempt in progress; only the reply to the latest is kept. */
  reading: AbortController | null
}

/** How many values that are not on screen are kept, so that going back is instant. */
const UNWATCHED_KEPT = 60
const UNKNOWN: Snapshot = { value: undefined, error: null, isPending: true }

export function createQueryCache(shell: Shell): QueryCache {
  const entries = new Map<string, Entry>()

  const entryFor = (method: MethodName, params: unknown): Entry => {
    const key = keyOf(method, params)
    const known = entries.get(key)
    if (known) return known
    const entry: Entry = { method, params, listeners: new Set(), snapshot: UNKNOWN, reading: null }
    entries.set(key, entry)
    return entry
  }

  const show = (entry: Entry, snapshot: Snapshot) => {
    entry.snapshot = snapshot
    for (const listener of entry.listeners) listener()
  }

  const read = async (entry: Entry) => {
    const attempt = new AbortController()
    entry.reading?.abort()
    entry.reading = attempt
    if (entry.snapshot !== UNKNOWN) show(entry, { ...entry.snapshot, isPending: true })
    // The entry was created for this method with these parameters; TypeScript cannot see the pair.
    const params = entry.params as ParamsInput<MethodName>
    const result = await callMethod(shell, entry.method, params, attempt.signal)
    if (attempt !== entry.reading) return
    entry.reading = null
    if (result.ok) show(entry, { value: result.value, error: null, isPending: false })
    else show(entry, { value: entry.snapshot.value, error: result.error, isPending: false })
  }

  /** Cancels a request that nothing waits for any more, such as a search superseded by the next letter. */
  const cancel = (entry: Entry) => {
    if (entry.listeners.size > 0 || !entry.reading) return
    entry.reading.abort()
    entry.reading = null
    const key = keyOf(entry.method, entry.params)
    if (entries.get(key) === entry) entries.delete(key)
  }

  const forgetOldest = () => {
    const unwatched = [...entries].filter(([, entry]) => entry.listeners.size === 0)
    for (const [key] of unwatched.slice(0, -UNWATCHED_KEPT)) entries.delete(key)
  }

  return {
    // The snapshot was read with this method, so it contains this method's reply.
    peek: (method, params) => entryFor(method, params).snapshot as Snapshot<typeof method>,
    watch(method, params, listener) {
      const entry = entryFor(method, params)
      entry.listeners.add(listener)
      if (entry.snapshot === UNKNOWN && !entry.reading) void read(entry)
      return () => {
        entry.listeners.delete(listener)
        forgetOldest()
        // Deferred, because another component may start to wait for it in the same task.
        queueMicrotask(() => cancel(entry))
      }
    },
    refresh(tables) {
      for (const [key, entry] of entries) {
        if (!isTouchedBy(entry.method, tables)) continue
        if (entry.listeners.size > 0) void read(entry)
        else entries.delete(key)
      }
    },
  }
}

const keyOf = (method: MethodName, params: unknown): string => `${method} ${JSON.stringify(params)}`
