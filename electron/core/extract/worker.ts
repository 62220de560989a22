import { parentPort, workerData } from 'node:worker_threads'
import { extractObject, renderPage } from './extract.ts'
import type { ExtractRequest, Extraction, PageRequest } from './reading.ts'

/** What the client asks of the worker; it waits for each answer before it asks again. */
export type WorkerRequest =
  | { readonly type: 'extract'; readonly request: ExtractRequest }
  | { readonly type: 'page'; readonly request: PageRequest }
  | { readonly type: 'end' }

export type WorkerReply =
  | { readonly ok: true; readonly value: Extraction | string }
  | { readonly ok: false; readonly problem: string }

const { cacheFolder } = workerData as { cacheFolder: string } // Given by client.ts alone.

parentPort?.on('message', (asked: WorkerRequest) => {
  // Without its port nothing keeps the thread, and it ends when what it does is done.
  if (asked.type === 'end') return parentPort?.close()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window.
  void answer(asked).then((reply) => parentPort?.postMessage(reply))
})

async function answer(asked: Exclude<WorkerRequest, { type: 'end' }>): Promise<WorkerReply> {
  try {
    const value =
      asked.type === 'extract'
        ? await extractObject(cacheFolder, asked.request)
        : await renderPage(cacheFolder, asked.request)
    return { ok: true, value }
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) }
  }
}
