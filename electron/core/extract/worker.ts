import { parentProcess } from '../threads/parent-process.ts'
import { watchMemory } from '../threads/watch-memory.ts'
import { extractObject, renderPage } from './extract.ts'
import type { ExtractRequest, Extraction, PageRequest } from './reading/reading.ts'
import { sniffFile, type Sniffed } from './reading/sniff.ts'

/** What the client asks of the worker; it waits for each answer before it asks again. */
export type WorkerRequest =
  | { readonly type: 'extract'; readonly request: ExtractRequest }
  | { readonly type: 'page'; readonly request: PageRequest }
  | { readonly type: 'sniff'; readonly request: ExtractRequest }

/** `isSpent` says that the worker holds so much memory that the next file might not find enough. */
export type WorkerReply = (
  | { readonly ok: true; readonly value: Extraction | Sniffed | string }
  | { readonly ok: false; readonly problem: string }
) & { readonly isSpent?: boolean }

const [cacheFolder = '', largestBytes] = process.argv.slice(2) // Given by client.ts alone.

watchMemory(Number(largestBytes))
const parent = parentProcess()
parent.onMessage((asked) => {
  // Only client.ts writes to this process.
  void answer(asked as WorkerRequest).then((reply) => parent.send({ ...reply, isSpent: isSpent() }))
})

// What one file took is given back late or never, and must not end the reader of another.
const isSpent = () => process.memoryUsage.rss() > Number(largestBytes) / 2

async function answer(asked: WorkerRequest): Promise<WorkerReply> {
  try {
    return { ok: true, value: await valueOf(asked) }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}

async function valueOf(asked: WorkerRequest): Promise<Extraction | Sniffed | string> {
  if (asked.type === 'extract') return await extractObject(cacheFolder, asked.request)
  if (asked.type === 'page') return await renderPage(cacheFolder, asked.request)
  return await sniffFile(asked.request.path, asked.request.name)
}
