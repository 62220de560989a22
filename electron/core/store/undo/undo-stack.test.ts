import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { atLevel, cases } from '../../../../tests/tools/level.ts'
import type { LedgerEntry } from '../../../../shared/ledger/ledger-entry.ts'
import { chainEntry, printLine } from '../ledger/line.ts'
import type { LinePlace } from '../ledger/read.ts'
import type { Direction } from './undo-item.ts'
import { emptyUndoState, openUndoStack, type UndoStack } from './undo-stack.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-undo-'))
})
afterEach(async () => await rm(folder, { recursive: true, force: true }))

/** A ledger written line by line over small files, followed by stacks of any size. */
function startLedger(stacks: readonly UndoStack[]) {
  let place: LinePlace = { file: '000001.jsonl', offset: 0, line: 1 }
  let seq = 0
  return async (part: Pick<LedgerEntry, 'act' | 'action'> & Partial<LedgerEntry>): Promise<void> => {
    seq += 1
    const change = { table: 'records' as const, id: `k3fp-${seq}`, set: { title: `${seq}` }, was: null }
    const entry = chainEntry(
      {
        seq,
        at: '2026-01-01T00:00:00.000Z',
        device: 'k3fp',
        actor: { type: 'software', name: 'test' },
        changes: [change],
        prev: '',
        ...part,
      },
      () => '',
    )
    const text = `${printLine(entry)}\n`
    await appendFile(join(folder, place.file), text)
    for (const stack of stacks) await stack.track(entry, place)
    place = { ...place, offset: place.offset + text.length, line: place.line + 1 }
    if (seq % 7 === 0)
      place = {
        file: `${String(Number.parseInt(place.file, 10) + 1).padStart(6, '0')}.jsonl`,
        offset: 0,
        line: 1,
      }
  }
}

/** How many items are kept in memory, of how many. */
type Kept = readonly (readonly [kept: number, of: number])[]
const fewItems: Kept = [
  [3, 40],
  [10, 110],
]
const manyItems: Kept = [
  [10, 300],
  [200, 1300],
]

describe('the undo stack', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('act' as const) },
    { weight: 4, arbitrary: fc.constant('import' as const) },
    { weight: 6, arbitrary: fc.constant('undo' as const) },
    { weight: 4, arbitrary: fc.constant('redo' as const) },
    { weight: 1, arbitrary: fc.constant('fixity' as const) },
    { weight: 1, arbitrary: fc.constant('nothing' as const) },
  )

  it('gives the same steps however few are kept in memory, for any acts, undone and redone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (steps, keep) => {
          await rm(folder, { recursive: true, force: true })
          await mkdir(folder)
          const unlimited = openUndoStack(folder, emptyUndoState(), 1000)
          const small = openUndoStack(folder, emptyUndoState(), keep)
          const write = startLedger([unlimited, small])
          for (const [at, each] of steps.entries()) {
            if (each === 'undo' || each === 'redo') {
              const item = await small.top(each)
              if (item) await write({ act: each, action: `a${at}`, undoes: item.action })
            } else if (each === 'import') await write({ act: 'ingestion', action: 'import' })
            else if (each === 'fixity') await write({ act: 'fixity check', action: `a${at}` })
            else if (each === 'nothing')
              await write({ act: 'metadata modification', action: `a${at}`, changes: [] })
            else await write({ act: 'accession', action: `a${at}` })
            for (const direction of ['undo', 'redo'] as const)
              expect(await small.top(direction)).toEqual(await unlimited.top(direction))
          }
        },
      ),
      cases(25, 150),
    )
  })

  it.each(atLevel(fewItems, manyItems))(
    'goes all the way back and forth with %i of %i in memory, and never keeps more than twice that',
    async (keep, count) => {
      const stack = openUndoStack(folder, emptyUndoState(), keep)
      const write = startLedger([stack])
      for (let n = 0; n < count; n += 1) await write({ act: 'accession', action: `a${n}` })
      const walk = async (direction: Direction) => {
        const titles: string[] = []
        for (let item = await stack.top(direction); item; item = await stack.top(direction)) {
          titles.push(item.title)
          await write({ act: direction, action: crypto.randomUUID(), undoes: item.action })
          const { undo, redo } = stack.state()
          expect(Math.max(undo.items.length, redo.items.length)).toBeLessThanOrEqual(2 * keep)
        }
        return titles
      }
      const all = Array.from({ length: count }, (_, n) => `${n + 1}`)
      expect(await walk('undo')).toEqual(all.toReversed())
      expect(await walk('redo')).toEqual(all)
    },
  )
})
