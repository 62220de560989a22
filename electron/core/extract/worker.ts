import { parentProcess } from '../threads/parent-process.ts'
import { watchMemory } from '../threads/watch-memory.ts'
import { followRights } from '../disk/rights.ts'
import { extractObject, renderPage } from './extract.ts'
import type { ExtractRequest, Extraction, PageRequest } from './reading/reading.ts'
import { sniffFile, type Sniffed } from './reading/sniff.ts'

/** The requests to the worker; the client waits for each reply before it sends the next one. */
export type WorkerRequest =
  | { readonly type: 'extract'; readonly request: ExtractRequest }
  | { readonly type: 'page'; readonly request: PageRequest }
  | { readonly type: 'sniff'; readonly request: ExtractRequest }

/** `isSpent` says that the worker uses so much memory that there might not be enough for the next file. */
export type WorkerReply = (
  | { readonly ok: true; readonly value: Extraction | Sniffed | string }
  | { readonly ok: false; readonly problem: string }
) & { readonly isSpent?: boolean }

const [cacheFolder = '', largestBytes] = process.argv.slice(2) // Passed by client.ts only.

watchMemory(Number(largestBytes))
const parent = parentProcess()
parent.onMessage((message) => {
  // Only client.ts writes to this process.
  void handle(message as WorkerRequest).then((reply) => parent.send({ ...reply, isSpent: isSpent() }))
})

// Memory used for one file is freed late or never, and must not end the reader of another.
const isSpent = () => process.memoryUsage.rss() > Number(largestBytes) / 2

async function handle(message: WorkerRequest): Promise<WorkerReply> {
  try {
    return { ok: true, value: await valueOf(message) }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

async function valueOf(message: WorkerRequest): Promise<Extraction | Sniffed | string> {
  // A process may be kept while another archive is opened, or this one is made private.
  await followRights(cacheFolder)
  if (message.type === 'extract') return await extractObject(cacheFolder, message.request)
  if (message.type === 'page') return await renderPage(cacheFolder, message.request)
  return await sniffFile(message.request.path, message.request.name)
}
