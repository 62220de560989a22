/** What a page sends with every request to the shell that printed its address. */
export interface PageHeaders extends Readonly<Record<string, string>> {
  readonly origin: string
  readonly 'x-holdfast-key': string
}

/** Opens a printed address as its page does, and resolves to its headers; throws if the address was used already. */
export async function openAddress(address: string): Promise<PageHeaders> {
  const { origin, hash } = new URL(address)
  const body = JSON.stringify({ token: hash.slice('#token='.length) })
  const answer = await fetch(`${origin}/enter`, { method: 'POST', headers: { origin }, body })
  if (!answer.ok) throw new Error(`the shell gave no key (${answer.status})`)
  return { origin, 'x-holdfast-key': ((await answer.json()) as { readonly key: string }).key }
}
