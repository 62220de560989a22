/*
 * A query makes dozens of record sets and needs none of them afterwards. Their arrays come from this pool and are
 * reused by the next query: tens of megabytes per keystroke would keep the garbage collector busy for longer than the
 * query takes.
 */
const BLOCK = 1 << 18
/** Blocks kept for the next query; only an archive of a million records needs this many. */
const KEPT = 32

/** Arrays that live as long as one query. */
export interface ArrayPool {
  /** Record numbers; not cleared. */
  records(count: number): Uint32Array
  /** Scores; not cleared. */
  scores(count: number): Float64Array
  /** Takes all arrays back into the pool. */
  clear(): void
}

function createArrayPool(): ArrayPool {
  const records = createBlocks((size) => new Uint32Array(size))
  const scores = createBlocks((size) => new Float64Array(size))
  return {
    records: records.take,
    scores: scores.take,
    clear() {
      records.clear()
      scores.clear()
    },
  }
}

function createBlocks<Block extends Uint32Array | Float64Array>(make: (size: number) => Block) {
  const blocks: Block[] = []
  let current = -1
  let used = 0
  return {
    take(count: number): Block {
      if (count > BLOCK) return make(count)
      if (current < 0 || used + count > BLOCK) {
        current++
        used = 0
        blocks[current] ??= make(BLOCK)
      }
      used += count
      // A subarray of a block has the block's type.
      return blocks[current]!.subarray(used - count, used) as Block
    },
    clear(): void {
      blocks.length = Math.min(blocks.length, KEPT)
      current = -1
      used = 0
    },
  }
}

/** The pool of the query that is running; queries run one at a time. */
export const pool = createArrayPool()
