import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { contract, type MethodName } from '../../../shared/contract/index.ts'
import { AppError, reportError } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/result.ts'
import { isWellFormed } from './well-formed.ts'
import type { CallContext, Handlers } from '../handlers/handler.ts'

/** Logs an unforeseen error in full, under the id that the user was given. */
export type LogBug = (id: string, thrown: unknown) => void

/** The only door: checks a request against the contract, runs its handler and resolves to a result; it never throws. */
export function createDispatch(handlers: () => Partial<Handlers>, logBug: LogBug) {
  return async (method: string, params: unknown, signal?: AbortSignal): Promise<Result<unknown>> => {
    try {
      return { ok: true, value: await run(handlers(), method, params, { signal }) }
    } catch (thrown) {
      const id = randomUUID().slice(0, 8)
      const error = reportError(thrown, id)
      // Work that ends because its caller gave it up is no bug.
      if (error.code === 'internal' && !signal?.aborted) logBug(id, thrown)
      return { ok: false, error }
    }
  }
}

async function run(
  handlers: Partial<Handlers>,
  method: string,
  params: unknown,
  context: CallContext,
): Promise<unknown> {
  if (!isMethod(method)) throw new AppError('request.unknown-method', { method })
  const parsed = contract[method].params.safeParse(params ?? {})
  if (!parsed.success) {
    throw new AppError('request.invalid', { method, problem: z.prettifyError(parsed.error) })
  }
  if (!isWellFormed(parsed.data)) throw new AppError('request.broken-text', { method })
  const handler = handlers[method]
  if (!handler) throw new AppError('archive.none-open')
  // The handler of a method takes exactly what that method's schema returned; the union of all handlers cannot say
  // so.
  return await (handler as (params: unknown, context: CallContext) => Promise<unknown>)(parsed.data, context)
}

const isMethod = (name: string): name is MethodName => Object.hasOwn(contract, name)
