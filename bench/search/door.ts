import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { corpusPaths } from './corpus.ts'
import { readQueries } from './corpus-read.ts'
import { queryKinds, type QueryKind } from './queries.ts'
import { timeEach, type Timing } from './timing.ts'

const cli = resolve(import.meta.dirname, '../../out/main/cli.js')

export interface DoorResult {
  /** From the start of the program to its first reply from the opened archive. */
  readonly openingMs: number
  readonly openedBytes: number
  readonly timings: Readonly<Record<QueryKind, Timing>>
  readonly peakBytes: number
}

/**
 * Runs every query through the built `holdfast rpc` on a corpus's archive; `cpu` is that of this process, not of the
 * server.
 */
export async function askThroughDoor(folder: string): Promise<DoorResult> {
  const started = performance.now()
  const child = spawn(process.execPath, [cli, 'rpc', '--archive', corpusPaths(folder).archive], {
    env: { ...process.env, HOLDFAST_HOME: join(folder, 'home') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const call = connect(child)
  const sets = readQueries(folder)
  const find = async (request: object) => {
    const { total, building } = (await call('search.find', request)) as { total: number; building: boolean }
    if (building) throw new Error('the index was rebuilt instead of loaded')
    return total
  }
  await find(sets.rare[0]!.request)
  const openingMs = performance.now() - started
  const openedBytes = await memoryOf(child.pid!, 'VmRSS')
  const timings: Partial<Record<QueryKind, Timing>> = {}
  for (const kind of Object.keys(queryKinds) as QueryKind[])
    timings[kind] = await timeEach(sets[kind], Math.ceil(120 / sets[kind].length), ({ request }) =>
      find(request),
    )
  const peakBytes = await memoryOf(child.pid!, 'VmHWM')
  child.stdin.end()
  await once(child, 'close')
  // The loop covers every kind.
  return { openingMs, openedBytes, timings: timings as DoorResult['timings'], peakBytes }
}

/** One call at a time, one JSON line out and one back; lines that are events are skipped. */
function connect(child: { stdin: NodeJS.WritableStream; stdout: NodeJS.ReadableStream }) {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let id = 0
  return async (method: string, params: object): Promise<unknown> => {
    id += 1
    child.stdin.write(`${JSON.stringify({ id, method, params })}\n`)
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('holdfast rpc ended before it replied')
      const reply = JSON.parse(value) as { id?: number; ok?: boolean; value?: unknown }
      if (reply.id !== id) continue
      if (!reply.ok) throw new Error(`${method} was refused: ${value}`)
      return reply.value
    }
  }
}

async function memoryOf(pid: number, figure: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(new RegExp(`${figure}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024
}
