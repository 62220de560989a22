import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

const cli = resolve(import.meta.dirname, '../../out/main/cli.js')
const EDITS = 200

/**
 * Edits an archive through the built `holdfast rpc`, kills it in the middle of an edit, and returns how long the next
 * start takes until its first reply, in ms.
 */
export async function openAfterKill(archive: string, home: string): Promise<number> {
  const first = start(archive, home)
  for (let n = 1; n <= EDITS; n += 1) {
    const id = `k3fp-${String(n).padStart(6, '0')}`
    await first.call('records.edit', { ids: [id], set: { description: `before the kill ${n}` } })
  }
  void first
    .call('records.edit', { ids: ['k3fp-000001'], set: { description: 'in the middle' } })
    .catch(() => {})
  first.child.kill('SIGKILL')
  await once(first.child, 'close')
  const started = performance.now()
  const second = start(archive, home)
  const { description } = await second.call('records.get', { id: `k3fp-${String(EDITS).padStart(6, '0')}` })
  const found = await second.call('search.find', { query: 'the', limit: 1 })
  const ms = performance.now() - started
  second.child.stdin.end()
  await once(second.child, 'close')
  if (description !== `before the kill ${EDITS}`) throw new Error('an edit that was acknowledged is lost')
  if (found['building']) throw new Error('the index was rebuilt')
  return ms
}

function start(archive: string, home: string) {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [cli, 'rpc', '--archive', archive],
    { env: { ...process.env, HOLDFAST_HOME: join(home) }, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let id = 0
  return {
    child,
    async call(method: string, params: object): Promise<Record<string, unknown>> {
      id += 1
      child.stdin.write(`${JSON.stringify({ id, method, params })}\n`)
      for (;;) {
        const { value, done } = await lines.next()
        if (done) throw new Error('holdfast rpc ended before it replied')
        const reply = JSON.parse(value) as { id?: number; ok?: boolean; value?: Record<string, unknown> } // our own line
        if (reply.id !== id) continue
        if (!reply.ok) throw new Error(`${method} was refused: ${value}`)
        return reply.value!
      }
    },
  }
}
