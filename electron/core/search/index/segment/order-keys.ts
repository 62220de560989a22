/** Arabic script in the order of the Persian alphabet, then Latin. */
const collator = new Intl.Collator(['fa', 'en'], { numeric: true, ignorePunctuation: true })

/** Compares titles as in a catalogue: alphabetically, ignoring punctuation, numbers by value. */
export function compareTitles(left: string, right: string): number {
  return collator.compare(left, right)
}

/** Compares accession numbers: by device code, then by sequence, whatever the number of digits. */
export function compareIds(left: string, right: string): number {
  const leftCode = left.slice(0, 5)
  const rightCode = right.slice(0, 5)
  if (leftCode !== rightCode) return leftCode < rightCode ? -1 : 1
  if (left.length !== right.length) return left.length - right.length
  return left < right ? -1 : left > right ? 1 : 0
}

/** The indexes of `ids` in the order of the ids. */
export function orderIds(ids: readonly string[]): Uint32Array {
  return Uint32Array.from(ids.keys()).sort((a, b) => compareIds(ids[a]!, ids[b]!))
}

/** The indexes of `titles` in the order of the titles, ties broken by id. */
export function orderByTitle(titles: readonly string[], idOrder: Uint32Array): Uint32Array {
  const idRanks = ranksOf(idOrder)
  return Uint32Array.from(titles.keys()).sort(
    (a, b) => compareTitles(titles[a]!, titles[b]!) || idRanks[a]! - idRanks[b]!,
  )
}

/** The rank of each record in an order. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length)
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank]!] = rank
  return ranks
}
