import { useCallback } from 'react'
import type { ParamsInput } from '../../shared/contract/index.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { ErrorReport } from '../../shared/result.ts'
import { useQueryCache } from './shell-provider.tsx'
import { useAction } from './use-action.ts'
import { useQuery } from './use-query.ts'

export interface SettingsOfComputer {
  /** Undefined until they are read. */
  readonly settings: Settings | undefined
  change(change: ParamsInput<'settings.edit'>): Promise<void>
  readonly error: ErrorReport | null
}

/** What the user chose for this computer. It belongs to no archive, so no archive announces its changes. */
export function useSettings(): SettingsOfComputer {
  const cache = useQueryCache()
  const { value: settings } = useQuery('settings.get', {})
  const { run, error } = useAction('settings.edit')
  const change = useCallback(
    async (wanted: ParamsInput<'settings.edit'>) => {
      const result = await run(wanted)
      if (result.ok) cache.refresh(['settings'])
    },
    [run, cache],
  )
  return { settings, change, error }
}
