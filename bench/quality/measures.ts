type Judgements = ReadonlyMap<string, number>

/** Normalised discounted cumulative gain of the first ten; the gain of a document is its relevance. */
export function ndcg10(ranked: readonly string[], judged: Judgements): number {
  const gain = (relevance: number, rank: number) => relevance / Math.log2(rank + 2)
  const ideal = [...judged.values()].sort((a, b) => b - a).slice(0, 10)
  const best = ideal.reduce((sum, relevance, rank) => sum + gain(relevance, rank), 0)
  const found = ranked.slice(0, 10).reduce((sum, id, rank) => sum + gain(judged.get(id) ?? 0, rank), 0)
  return best > 0 ? found / best : 0
}

/** The precision at the rank of each relevant document, averaged over all relevant documents. */
export function averagePrecision(ranked: readonly string[], judged: Judgements): number {
  let found = 0
  let sum = 0
  ranked.forEach((id, rank) => {
    if (judged.has(id)) sum += ++found / (rank + 1)
  })
  return judged.size > 0 ? sum / judged.size : 0
}

/** The share of the relevant documents that are among the first hundred. */
export function recall100(ranked: readonly string[], judged: Judgements): number {
  const found = ranked.slice(0, 100).filter((id) => judged.has(id)).length
  return judged.size > 0 ? found / judged.size : 0
}
