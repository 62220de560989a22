import type { MatchRule, TextRange } from '../../../../shared/contract/search.ts'
import type { Token } from '../../../../shared/text/tokenise.ts'
import { tokenise } from '../../../../shared/text/tokenise.ts'
import type { FieldMask } from './fields.ts'
import type { Alternative, Leaf, Slot } from './leaf.ts'
import { eachNear, spanOf } from './near.ts'
import { takes } from './tag-index.ts'

/** A place in a text where a leaf is found, and how. */
export interface TextMatch {
  readonly leaf: number
  readonly start: number
  readonly end: number
  readonly rule: MatchRule
}

/** Where leaves that look in one of `fields` stand in an original text, in reading order. */
export function matchText(text: string, leaves: readonly Leaf[], fields: FieldMask): TextMatch[] {
  const wanted = leaves.map((leaf) => (leaf.fields & fields ? leaf : null))
  const tokens = tokenise(text)
  // Most texts are asked for single words only.
  let positions: ReadonlyMap<number, Token[]> | null = null
  const byPosition = () => (positions ??= groupByPosition(tokens))
  const matches: TextMatch[] = []
  wanted.forEach((leaf, index) => {
    for (const alternative of leaf?.alternatives ?? []) {
      const add = (start: number, end: number, term: string): void => {
        const found = text.slice(start, end)
        if (leaf!.exact === '' || found === leaf!.exact)
          matches.push({ leaf: index, start, end, rule: ruleOf(alternative, found, leaf!.typed, term) })
      }
      if (alternative.near > 0) matchNear(tokens, alternative, byPosition, add)
      else
        for (const token of tokens) {
          const end = endOfSequence(token, alternative.slots, byPosition)
          if (end >= 0) add(token.start, end, token.term)
        }
    }
  })
  return matches.sort((a, b) => a.start - b.start || b.end - a.end)
}

function ruleOf({ rule, slots }: Alternative, found: string, typed: string, term: string): MatchRule {
  if (rule !== 'folded') return rule
  if (found.normalize('NFC') === typed.normalize('NFC')) return 'exact'
  return slots.length === 1 && slots[0]!.prefix && term !== slots[0]!.term ? 'prefix' : 'folded'
}

function matchNear(
  tokens: readonly Token[],
  { slots, near }: Alternative,
  byPosition: () => ReadonlyMap<number, Token[]>,
  add: (start: number, end: number, term: string) => void,
): void {
  const taken = (token: Token) => slots.some((slot) => takes(slot, token.term))
  const lists = slots.map((slot) =>
    tokens.filter((token) => takes(slot, token.term)).map((token) => token.position),
  )
  eachNear(lists, spanOf(slots.length, near), (first, last) => {
    for (let position = first; position <= last; position++)
      for (const token of byPosition().get(position) ?? [])
        if (taken(token)) add(token.start, token.end, token.term)
  })
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
