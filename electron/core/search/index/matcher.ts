import type { TextRange } from '../../../../shared/contract/search.ts'
import type { Token } from '../../../../shared/text/tokenise.ts'
import { tokenise } from '../../../../shared/text/tokenise.ts'
import type { FieldMask } from './fields.ts'
import type { Leaf, Slot } from './leaf.ts'
import { takes } from './tag-index.ts'

/** A place in a text where a leaf is found. */
export interface TextMatch {
  readonly leaf: number
  readonly start: number
  readonly end: number
}

/** Where leaves that look in one of `fields` stand in an original text, in reading order. */
export function matchText(text: string, leaves: readonly Leaf[], fields: FieldMask): TextMatch[] {
  const wanted = leaves.map((leaf) => (leaf.fields & fields ? leaf : null))
  const tokens = tokenise(text)
  // Most texts are asked for single words only.
  let positions: ReadonlyMap<number, Token[]> | null = null
  const byPosition = () => (positions ??= groupByPosition(tokens))
  const matches: TextMatch[] = []
  for (const token of tokens)
    wanted.forEach((leaf, index) => {
      if (!leaf) return
      for (const { slots } of leaf.alternatives) {
        const end = endOfSequence(token, slots, byPosition)
        if (end >= 0) matches.push({ leaf: index, start: token.start, end })
      }
    })
  return matches.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** The ranges of matches, those that touch or overlap made one. */
export function toHighlights(matches: readonly TextMatch[]): TextRange[] {
  const ranges: TextRange[] = []
  for (const { start, end } of matches) {
    const last = ranges.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else ranges.push([start, end])
  }
  return ranges
}

/** Where a sequence that begins with this word ends, or -1. */
function endOfSequence(
  first: Token,
  slots: readonly Slot[],
  byPosition: () => ReadonlyMap<number, Token[]>,
): number {
  if (!takes(slots[0]!, first.term)) return -1
  let { end } = first
  for (let i = 1; i < slots.length; i++) {
    const next = byPosition()
      .get(first.position + i)
      ?.find((token) => takes(slots[i]!, token.term))
    if (!next) return -1
    end = next.end
  }
  return end
}

function groupByPosition(tokens: readonly Token[]): ReadonlyMap<number, Token[]> {
  const groups = new Map<number, Token[]>()
  for (const token of tokens) {
    const group = groups.get(token.position)
    if (group) group.push(token)
    else groups.set(token.position, [token])
  }
  return groups
}
