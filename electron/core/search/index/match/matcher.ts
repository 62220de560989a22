import type { MatchRule, TextRange } from '../../../../../shared/contract/search.ts'
import type { Token } from '../../../../../shared/text/tokenise.ts'
import { scanTokens } from '../../../../../shared/text/tokenise.ts'
import type { FieldMask } from '../segment/fields.ts'
import type { Alternative, Leaf } from '../query/leaf.ts'
import type { Slot } from '../terms/slot-terms.ts'
import { eachWindow, windowSpan } from './proximity-windows.ts'
import { accepts } from '../corpus/tag-index.ts'

/** A range of a text that matches a leaf, and by which rule. */
export interface TextMatch {
  readonly leaf: number
  readonly start: number
  readonly end: number
  readonly rule: MatchRule
}

/** Finds the matches in an original text of all leaves that search one of `fields`, in reading order. */
export type Matcher = (text: string, fields: FieldMask) => TextMatch[]

/** Builds the matcher of these leaves. */
export function createMatcher(leaves: readonly Leaf[]): Matcher {
  const tokensOf = createTokenFilter(
    leaves.flatMap((leaf) => leaf.alternatives.flatMap((alternative) => alternative.slots)),
  )
  return (text, fields) => {
    const tokens = tokensOf(text)
    if (tokens.length === 0) return []
    // Built on demand: most texts are searched for single words only.
    let positions: ReadonlyMap<number, Token[]> | null = null
    const byPosition = () => (positions ??= groupByPosition(tokens))
    const matches: TextMatch[] = []
    leaves.forEach((leaf, index) => {
      if (leaf.fields & fields) addMatches(leaf, index, { text, tokens, byPosition }, matches)
    })
    return matches.sort((a, b) => a.start - b.start || b.end - a.end)
  }
}

/** A text with those of its words that some leaf accepts. */
interface FilteredText {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly byPosition: () => ReadonlyMap<number, Token[]>
}

function addMatches(leaf: Leaf, index: number, taken: FilteredText, matches: TextMatch[]): void {
  const { text, tokens, byPosition } = taken
  for (const alternative of leaf.alternatives) {
    const add = (start: number, end: number, term: string): void => {
      const found = text.slice(start, end)
      if (leaf.exact === '' || found === leaf.exact)
        matches.push({ leaf: index, start, end, rule: ruleOf(alternative, found, leaf.typed, term) })
    }
    if (alternative.near > 0) matchNear(tokens, alternative, byPosition, add)
    else
      for (const token of tokens) {
        const end = endOfSequence(token, alternative.slots, byPosition)
        if (end >= 0) add(token.start, end, token.term)
      }
  }
}

/** Picks the words of a text that some slot accepts. Most words match none, and no string is created for those. */
function createTokenFilter(slots: readonly Slot[]): (text: string) => Token[] {
  const byFirst = new Map<number, Slot[]>()
  for (const slot of slots) {
    const list = byFirst.get(slot.term.charCodeAt(0))
    if (!list) byFirst.set(slot.term.charCodeAt(0), [slot])
    else if (!list.some(({ term, prefix }) => term === slot.term && prefix === slot.prefix)) list.push(slot)
  }
  return (text) => {
    const tokens: Token[] = []
    scanTokens(text, 0, (units, length, { position, start, end, joined }) => {
      const candidates = byFirst.get(units[0]!)
      if (!candidates?.some((slot) => acceptsUnits(slot, units, length))) return
      tokens.push({ term: String.fromCharCode(...units.subarray(0, length)), start, end, position, joined })
    })
    return tokens
  }
}

function acceptsUnits({ term, prefix }: Slot, units: Uint16Array, length: number): boolean {
  if (prefix ? length < term.length : length !== term.length) return false
  for (let i = 1; i < term.length; i++) if (units[i] !== term.charCodeAt(i)) return false
  return true
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
  const taken = (token: Token) => slots.some((slot) => accepts(slot, token.term))
  const lists = slots.map((slot) =>
    tokens.filter((token) => accepts(slot, token.term)).map((token) => token.position),
  )
  eachWindow(lists, windowSpan(slots.length, near), (first, last) => {
    for (let position = first; position <= last; position++)
      for (const token of byPosition().get(position) ?? [])
        if (taken(token)) add(token.start, token.end, token.term)
  })
}

/** The ranges of matches, with touching and overlapping ones joined. */
export function toHighlights(matches: readonly TextMatch[]): TextRange[] {
  const ranges: TextRange[] = []
  for (const { start, end } of matches) {
    const last = ranges.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else ranges.push([start, end])
  }
  return ranges
}

/** The end of a sequence that begins with this word, or -1. */
function endOfSequence(
  first: Token,
  slots: readonly Slot[],
  byPosition: () => ReadonlyMap<number, Token[]>,
): number {
  if (!accepts(slots[0]!, first.term)) return -1
  let { end } = first
  for (let i = 1; i < slots.length; i++) {
    const next = byPosition()
      .get(first.position + i)
      ?.find((token) => accepts(slots[i]!, token.term))
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
