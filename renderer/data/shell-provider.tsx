import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { Shell } from '../shell/shell.ts'
import { createQueryCache } from './query-cache.ts'
import type { QueryCache } from './query-cache.ts'

interface Core {
  readonly shell: Shell
  readonly cache: QueryCache
}

const CoreContext = createContext<Core | null>(null)

/** The shell and its one cache, created together so that there is never a second cache with other contents. */
export function createCore(shell: Shell): Core {
  return { shell, cache: createQueryCache(shell) }
}

/** Provides every hook of `renderer/data` with this window's shell. */
export function ShellProvider({ core, children }: { core: Core; children: ReactNode }) {
  return <CoreContext value={core}>{children}</CoreContext>
}

/** The shell of this window: file pickers, object addresses, and `call` for what no hook covers. */
export function useShell(): Shell {
  return useCore().shell
}

/** The cache behind `useQuery`. */
export function useQueryCache(): QueryCache {
  return useCore().cache
}

function useCore(): Core {
  const core = useContext(CoreContext)
  if (!core) throw new Error('no ShellProvider above this component')
  return core
}
