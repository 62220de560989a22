import { MAX_TERM_UNITS } from '../../../../../shared/text/tokenise.ts'
import {
  createBytes,
  createNumbers,
  finishBytes,
  finishNumbers,
  pushNumber,
  writeVarint,
} from '../segment/bytes.ts'
import { BLOCK_TERMS } from './dictionary.ts'

/** Writes a dictionary, term by term in order. */
export function createDictionaryWriter() {
  const bytes = createBytes(1 << 12)
  const termBlocks = createNumbers()
  const blockPostings = createNumbers()
  const blockPositions = createNumbers()
  const before = new Uint16Array(MAX_TERM_UNITS)
  let beforeLength = 0
  let terms = 0
  let postings = 0
  let positions = 0
  return {
    /** Adds a term whose postings and positions end at these offsets. */
    add(
      units: Uint16Array,
      length: number,
      ends: { frequency: number; postings: number; positions: number },
    ) {
      let shared = 0
      if (terms++ % BLOCK_TERMS === 0) {
        pushNumber(termBlocks, bytes.length)
        pushNumber(blockPostings, postings)
        pushNumber(blockPositions, positions)
      } else while (shared < length && shared < beforeLength && units[shared] === before[shared]) shared++
      writeVarint(bytes, shared)
      writeVarint(bytes, length - shared)
      for (let i = shared; i < length; i++) writeVarint(bytes, (before[i] = units[i]!))
      beforeLength = length
      writeVarint(bytes, ends.frequency)
      writeVarint(bytes, ends.postings - postings)
      writeVarint(bytes, ends.positions - positions)
      postings = ends.postings
      positions = ends.positions
    },
    finish: () => ({
      terms,
      termBytes: finishBytes(bytes),
      termBlocks: finishNumbers(termBlocks),
      blockPostings: finishNumbers(blockPostings),
      blockPositions: finishNumbers(blockPositions),
    }),
  }
}
