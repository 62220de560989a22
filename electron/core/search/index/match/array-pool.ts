/*
 * A find makes sets of records by the dozen and needs none of them afterwards. Their arrays come from here and are given
 * out again at the next find: tens of megabytes a keystroke would keep the garbage collector busy for longer than the find.
 */
const BLOCK = 1 << 18
/** Blocks that are kept for the next find; only among a million records are there so many. */
const KEPT = 32

/** Room for arrays that live as long as one find. */
export interface Room {
  /** Record numbers; what is in them is left over from before. */
  records(count: number): Uint32Array
  /** Scores; what is in them is left over from before. */
  scores(count: number): Float64Array
  /** Takes all arrays back. */
  clear(): void
}

function createRoom(): Room {
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
      // A part of a block is of the block's own type.
      return blocks[current]!.subarray(used - count, used) as Block
    },
    clear(): void {
      blocks.length = Math.min(blocks.length, KEPT)
      current = -1
      used = 0
    },
  }
}

/** The room of the find that is being answered; one is answered at a time. */
export const room = createRoom()
