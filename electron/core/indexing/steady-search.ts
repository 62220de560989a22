import { AppError } from '../../../shared/errors.ts'
import type { SearchClient } from '../search/client.ts'

/**
 * Starts a search client that outlives its worker: when the worker is gone, a new one is started, `onRestart` makes
 * it catch up with the ledger, and the call that failed is repeated once. A call that fails twice throws
 * `search.failed`.
 */
export async function startSteadySearch(
  start: () => Promise<SearchClient>,
  onRestart: (covered: string | null) => void,
): Promise<SearchClient> {
  let current = await start()
  let restarting: Promise<void> | null = null
  let closed = false
  let aliases: Parameters<SearchClient['setAliases']>[0] = []
  let searches: Parameters<SearchClient['setSearches']>[0] = []

  async function restart(failed: SearchClient): Promise<void> {
    if (current !== failed || closed) return
    await failed.close().catch(() => undefined)
    current = await start()
    if (aliases.length > 0) await current.setAliases(aliases)
    if (searches.length > 0) await current.setSearches(searches)
    onRestart(current.covered)
  }

  async function steadily<T>(call: (client: SearchClient) => Promise<T>): Promise<T> {
    const client = current
    try {
      return await call(client)
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'search.failed' || closed) throw cause
      restarting ??= restart(client).finally(() => {
        restarting = null
      })
      await restarting
      return await call(current)
    }
  }

  return {
    get covered() {
      return current.covered
    },
    get damaged() {
      return current.damaged
    },
    setTags: (tags) => steadily((client) => client.setTags(tags)),
    setSearches(saved) {
      searches = saved
      return steadily((client) => client.setSearches(saved))
    },
    setAliases(groups) {
      aliases = groups
      return steadily((client) => client.setAliases(groups))
    },
    update: (documents, pace) => steadily((client) => client.update(documents, pace)),
    flush: () => steadily((client) => client.flush()),
    remove: (ids) => steadily((client) => client.remove(ids)),
    clear: () => steadily((client) => client.clear()),
    persist: (position) => steadily((client) => client.persist(position)),
    find: (request, signal) => steadily((client) => client.find(request, signal)),
    within: (document, request, signal) => steadily((client) => client.within(document, request, signal)),
    quick: (text, limit) => steadily((client) => client.quick(text, limit)),
    values: (field) => steadily((client) => client.values(field)),
    async close() {
      closed = true
      await current.close()
    },
  }
}
