import type { SearchEngine } from './index/engine.ts'

/** The calls that the worker accepts: those of the engine. */
export const searchMethods = [
  'covered',
  'damaged',
  'setTags',
  'setSearches',
  'setAliases',
  'update',
  'flush',
  'remove',
  'clear',
  'persist',
  'find',
  'within',
  'quick',
  'values',
  'close',
] as const satisfies readonly (keyof SearchEngine)[]
export type SearchMethod = (typeof searchMethods)[number]

/** The options that the worker is started with. */
export interface WorkerOptions {
  readonly cacheFolder: string
  readonly readOnly: boolean
  readonly scratchFolder: string
  readonly keys: SearchKeys
}

/** The keys with which the files of the index and the texts are marked. */
export interface SearchKeys {
  readonly index: Uint8Array
  readonly text: Uint8Array
}

/**
 * Client to worker. A call that is cancelled before its turn is not run; `open`, after a `close`, opens another index;
 * `end` ends the thread.
 */
export type WorkerRequest =
  | {
      readonly type: 'call'
      readonly number: number
      readonly method: SearchMethod
      readonly params: readonly unknown[]
    }
  | { readonly type: 'cancel'; readonly number: number }
  | { readonly type: 'open'; readonly options: WorkerOptions }
  | { readonly type: 'end' }

/** Worker to client, one for each call. */
export type WorkerReply =
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly error: unknown }
