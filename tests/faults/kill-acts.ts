import type { RecordId, TagId } from '../../shared/model/ids.ts'
import type { MadeFile, Op } from './kill-protocol.ts'

const MOST_RECORDS = 160
const words = 'letter, statement, بیماران, physicians, آزادی, evidence, خروج, clinic, witness'.split(', ')

/** What there is to work with. */
export interface Stock {
  readonly listed: readonly RecordId[]
  readonly tags: readonly TagId[]
  /** Another copy that is still to be merged, and how readily. */
  readonly merge: { readonly copy: string; readonly chance: number } | null
}

/**
 * What is done next: one act, or several at once, edits of different records or a merge with some beside it. `name` is in
 * every title it gives.
 */
export function chooseOps(random: () => number, name: string, { listed, tags, merge }: Stock): Op[] {
  const number = (most: number) => Math.floor(random() * most)
  const text = (length: number) =>
    Array.from({ length }, () => words[number(words.length)]).join(' ') + ` ${name} ${random()}`
  const some = <T>(from: readonly T[], most: number): T[] => {
    const left = [...from]
    return Array.from(
      { length: Math.min(1 + number(most), left.length) },
      () => left.splice(number(left.length), 1)[0]!,
    )
  }
  const files = (count: number): MadeFile[] =>
    Array.from({ length: count }, (_, at) => ({ title: `f ${name} ${at}.txt`, text: text(5 + number(200)) }))

  const edits = (most: number): Op[] =>
    some(listed, most).map((id, at) => ({ kind: 'edit', ids: [id], title: `e ${name} ${at}` }))

  if (merge && random() < merge.chance)
    return [{ kind: 'merge', copy: merge.copy }, ...(random() < 0.5 ? edits(6) : [])]
  if (tags.length < 3) return [{ kind: 'new-tag', path: `tag ${name}` }]
  const roll = number(100)
  if (listed.length < 12 || (roll < 22 && listed.length < MOST_RECORDS))
    return [{ kind: 'import', files: files(1 + number(14)), tags: random() < 0.3 ? some(tags, 2) : [] }]
  if (roll < 30 && listed.length < MOST_RECORDS)
    return [{ kind: 'create', title: `c ${name}`, text: text(20) }]
  if (roll < 42) return edits(6)
  if (roll < 46) return [{ kind: 'edit', ids: some(listed, 40), title: `e ${name}` }]
  if (roll < 54) return [{ kind: 'describe', ids: some(listed, 60), description: text(200 + number(600)) }]
  if (roll < 72) return [{ kind: 'tag', ids: some(listed, 150), add: some(tags, 2), remove: [] }]
  if (roll < 76) return [{ kind: 'tag', ids: some(listed, 20), add: [], remove: some(tags, 1) }]
  if (roll < 80) return [{ kind: 'withdraw', ids: some(listed, 4) }]
  if (roll < 89) return [{ kind: 'undo' }]
  if (roll < 94) return [{ kind: 'redo' }]
  if (roll < 96) return [{ kind: 'sign' }]
  return [{ kind: 'reopen' }]
}
