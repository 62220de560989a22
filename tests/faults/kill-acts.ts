import type { RecordId, TagId } from '../../shared/model/ids.ts'
import type { MadeFile, Op } from './kill-protocol.ts'

const MOST_RECORDS = 160
const words = 'letter, statement, بیماران, physicians, آزادی, evidence, خروج, clinic, witness'.split(', ')

/** What there is to work with. */
export interface Stock {
  readonly listed: readonly RecordId[]
  readonly tags: readonly TagId[]
  /** Another copy that is still to be merged, and the probability of merging it now. */
  readonly merge: { readonly copy: string; readonly chance: number } | null
}

/**
 * Chooses what is done next: one act, or several at once, such as edits of different records, or a merge and some
 * edits. `name` is part of every title it gives.
 */
export function chooseOps(random: () => number, name: string, { listed, tags, merge }: Stock): Op[] {
  const number = (most: number) => Math.floor(random() * most)
  const text = (length: number) =>
    Array.from({ length }, () => words[number(words.length)]).join(' ') + ` ${name} ${random()}`
  const pick = <T>(from: readonly T[], most: number): T[] => {
    const remaining = [...from]
    return Array.from(
      { length: Math.min(1 + number(most), remaining.length) },
      () => remaining.splice(number(remaining.length), 1)[0]!,
    )
  }
  const files = (count: number): MadeFile[] =>
    Array.from({ length: count }, (_, at) => ({ title: `f ${name} ${at}.txt`, text: text(5 + number(200)) }))

  const edits = (most: number): Op[] =>
    pick(listed, most).map((id, at) => ({ kind: 'edit', ids: [id], title: `e ${name} ${at}` }))

  if (merge && random() < merge.chance)
    return [{ kind: 'merge', copy: merge.copy }, ...(random() < 0.5 ? edits(6) : [])]
  if (tags.length < 3) return [{ kind: 'new-tag', path: `tag ${name}` }]
  const roll = number(100)
  if (listed.length < 12 || (roll < 22 && listed.length < MOST_RECORDS))
    return [{ kind: 'import', files: files(1 + number(14)), tags: random() < 0.3 ? pick(tags, 2) : [] }]
  if (roll < 30 && listed.length < MOST_RECORDS)
    return [{ kind: 'create', title: `c ${name}`, text: text(20) }]
  if (roll < 42) return edits(6)
  if (roll < 46) return [{ kind: 'edit', ids: pick(listed, 40), title: `e ${name}` }]
  if (roll < 54) return [{ kind: 'describe', ids: pick(listed, 60), description: text(200 + number(600)) }]
  if (roll < 72) return [{ kind: 'tag', ids: pick(listed, 150), add: pick(tags, 2), remove: [] }]
  if (roll < 76) return [{ kind: 'tag', ids: pick(listed, 20), add: [], remove: pick(tags, 1) }]
  if (roll < 80) return [{ kind: 'withdraw', ids: pick(listed, 4) }]
  if (roll < 89) return [{ kind: 'undo' }]
  if (roll < 94) return [{ kind: 'redo' }]
  if (roll < 96) return [{ kind: 'sign' }]
  return [{ kind: 'reopen' }]
}
