import { useCallback, useRef, useState } from 'react'
import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import type { ErrorReport, Result } from '../../shared/result.ts'
import { callMethod } from './call-method.ts'
import { useShell } from './shell-provider.tsx'

export interface Action<Name extends MethodName> {
  /** Calls the method. Resolves to the result as well, for what should follow it; errors are never thrown. */
  run(params: ParamsInput<Name>): Promise<Result<Reply<Name>>>
  readonly isPending: boolean
  /** The error of the latest run, until the next one or `clear`. */
  readonly error: ErrorReport | null
  clear(): void
}

/** A method that changes something. The change arrives through the `changed` event, never through the reply. */
export function useAction<Name extends MethodName>(method: Name): Action<Name> {
  const shell = useShell()
  const [pending, setPending] = useState(0)
  const [error, setError] = useState<ErrorReport | null>(null)
  const latest = useRef(0)
  const run = useCallback(
    async (params: ParamsInput<Name>) => {
      const number = ++latest.current
      setPending((count) => count + 1)
      setError(null)
      const result = await callMethod(shell, method, params)
      setPending((count) => count - 1)
      if (number === latest.current && !result.ok) setError(result.error)
      return result
    },
    [shell, method],
  )
  const clear = useCallback(() => setError(null), [])
  return { run, isPending: pending > 0, error, clear }
}
