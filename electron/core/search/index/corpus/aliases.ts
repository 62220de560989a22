import { tokenise } from '../../../../../shared/text/tokenise.ts'

/** The aliases of a word or of several consecutive words, each as its words. */
export type Aliases = (terms: readonly string[]) => readonly (readonly string[])[]

/** Prepares groups of names, in which each name stands for all the others. */
export function createAliases(groups: readonly (readonly string[])[]): Aliases {
  const byName = new Map<string, Map<string, readonly string[]>>()
  for (const group of groups) {
    const names = group.map(termsOfName).filter((terms) => terms.length > 0)
    for (const name of names) {
      const others = byName.get(name.join(' ')) ?? new Map<string, readonly string[]>()
      for (const other of names) if (other.join(' ') !== name.join(' ')) others.set(other.join(' '), other)
      byName.set(name.join(' '), others)
    }
  }
  return (terms) => [...(byName.get(terms.join(' '))?.values() ?? [])]
}

/** The words of a name as they are indexed, in order. */
export function termsOfName(name: string): string[] {
  return tokenise(name)
    .filter((token) => !token.joined)
    .map((token) => token.term)
}
