/** The name under which a tab keeps its key, for as long as the tab exists. */
const NAME = 'holdfast-key'
/** How long other tabs of this address may take to answer, in ms. */
const ANSWER_MS = 1000

/**
 * The secret that the page sends with each request, or null if this window was not opened with an address that Holdfast
 * printed. It is in no cookie, which the browser would send to every program with a port on this computer. A reloaded
 * page has it from its tab, a second tab from the first.
 */
export async function findPageKey(): Promise<string | null> {
  const key = (await exchangeToken()) ?? (await firstWorking([keptKey, askOtherTabs]))
  if (key === null) return null
  sessionStorage.setItem(NAME, key)
  answerOtherTabs(key)
  return key
}

/** The header with the key; no page of another origin can send it. */
export const keyHeader = (key: string): Readonly<Record<string, string>> => ({ 'X-Holdfast-Key': key })

async function exchangeToken(): Promise<string | null> {
  const token = /^#token=([\w-]+)$/.exec(location.hash)?.[1]
  if (token === undefined) return null
  history.replaceState(null, '', location.pathname)
  const answer = await enter({ token })
  return answer.ok ? ((await answer.json()) as { readonly key: string }).key : null
}

async function firstWorking(sources: readonly (() => Promise<string | null>)[]): Promise<string | null> {
  for (const source of sources) {
    const key = await source()
    if (key !== null && (await enter({}, key)).ok) return key
  }
  return null
}

function enter(body: { readonly token?: string }, key?: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', ...(key === undefined ? {} : keyHeader(key)) }
  return fetch('/enter', { method: 'POST', headers, body: JSON.stringify(body) })
}

const keptKey = async () => sessionStorage.getItem(NAME)

// Channels connect pages of one origin only, port included.
const CHANNEL = 'holdfast-key'

function answerOtherTabs(key: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }) => {
    if (data === null) tell(channel, key)
  })
}

function askOtherTabs(): Promise<string | null> {
  const channel = new BroadcastChannel(CHANNEL)
  return new Promise<string | null>((resolve) => {
    channel.addEventListener('message', ({ data }) => typeof data === 'string' && resolve(data))
    tell(channel, null)
    setTimeout(() => resolve(null), ANSWER_MS)
  }).finally(() => channel.close())
}

// A channel has no target that could be another origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const tell = (channel: BroadcastChannel, message: string | null) => channel.postMessage(message)
