import { join } from 'node:path'
import { serialize } from '../session/serialize.ts'
import { writeCatalogueHead } from './catalogue/head.ts'
import type { StoreState } from './store-state.ts'

/** Writes the catalogue of a store to disk. */
export interface CatalogueFlush {
  /** Writes the catalogue up to the end of the ledger. Throws `store.*`. */
  flush(): Promise<void>
  /** Flushes in the next quiet moment. */
  later(): void
  /** Ends the wait for a quiet moment. */
  cancel(): void
}

const QUIET_MS = 1500
const LONGEST_MS = 20_000

/** The flush of a store; nothing is written if it is only read or has stopped writing. */
export function createCatalogueFlush(state: StoreState): CatalogueFlush {
  const { options, space } = state
  let timer: NodeJS.Timeout | null = null
  let dirtySince: number | null = null
  // One at a time: two that write the head at once could leave the older one.
  const flush = serialize(async () => {
    if (options.readOnly || state.refusal) return
    await options.guards?.present()
    dirtySince = null
    await space.writeDerived(() => writeShards(state))
  })
  const cancel = () => {
    if (timer) clearTimeout(timer)
  }
  return {
    flush,
    cancel,
    // In a quiet moment after work, or now and then during long work: each flush writes every shard that was touched.
    later() {
      dirtySince ??= performance.now()
      cancel()
      const wait = Math.min(QUIET_MS, Math.max(0, dirtySince + LONGEST_MS - performance.now()))
      timer = setTimeout(() => {
        timer = null
        // A flush that fails loses nothing: all is in the ledger, and the next flush or opening tries again.
        flush().catch(() => undefined)
      }, wait)
    },
  }
}

async function writeShards(state: StoreState): Promise<void> {
  const { options } = state
  const { catalogue, undo } = state.recovered
  const head = {
    version: 2 as const,
    covers: { ...state.heads },
    order: {
      ...state.recovered.order,
      seen: { ...state.seen },
      latest: state.latest,
      device: options.device,
    },
    nextSequence: { ...state.nextSequence },
    undo: { ...undo.state(), device: options.device },
    custody: state.custody,
  }
  const path = join(options.folder, 'catalogue', 'head.json')
  await catalogue.flush()
  await writeCatalogueHead(path, { ...head, shards: catalogue.shards() }, options.trust.marks)
  await options.onFlushed?.(head.covers)
}
