import type { MethodName, ParamsInput, Reply } from '../../shared/contract/index.ts'
import { errorSentence } from '../../shared/messages.ts'
import type { Result } from '../../shared/result.ts'
import type { Shell } from '../shell/shell.ts'

/**
 * Calls a contract method. A door that cannot be reached results in the error `internal`, so no caller waits forever.
 */
export async function callMethod<Name extends MethodName>(
  shell: Shell,
  method: Name,
  params: ParamsInput<Name>,
  signal?: AbortSignal,
): Promise<Result<Reply<Name>>> {
  try {
    // The contract tests check replies against their schemas; the page does not check them again.
    return (await shell.call(method, params, signal)) as Result<Reply<Name>>
  } catch (thrown) {
    if (!signal?.aborted) console.error(thrown)
    const facts = { id: method }
    return { ok: false, error: { code: 'internal', message: errorSentence('internal', facts), facts } }
  }
}
