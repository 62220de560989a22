import { z } from 'zod'
import { AppError, reportError } from '../../../shared/errors.ts'
import { parseJson } from '../../../shared/parse-json.ts'
import type { Result } from '../../../shared/result.ts'
import type { Host } from '../../core/host/host.ts'
import type { ArchiveCommand } from '../command.ts'

const Request = z.object({
  id: z.union([z.string(), z.number()]),
  method: z.string(),
  params: z.unknown().optional(),
})
const Paths = z.object({ paths: z.array(z.string().min(1)).min(1) })

const rpcCommand: ArchiveCommand = {
  archive: 'write',
  usage: 'rpc --archive <folder>',
  about:
    'Replies on stdout to JSON requests from stdin, one per line, until stdin ends; “rpc.tickets” {"paths":[…]} issues tickets for files to import.',
  options: {},
  async run({ terminal, signal }, host) {
    const stop = host.onEvent((event) => void terminal.print(`${JSON.stringify(event)}\n`))
    await serveLines(process.stdin, host, terminal.print, signal)
    stop()
    return { json: undefined, text: '', exitCode: 0 }
  },
}

/** The command that offers every method to another program. */
export const rpcCommands = { rpc: rpcCommand }

/**
 * Replies to each line as soon as its own call has ended; resolves when the input has ended and every reply is sent.
 */
export async function serveLines(
  input: NodeJS.ReadableStream,
  host: Host,
  print: (text: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const pending = new Set<Promise<void>>()
  await readLines(input, signal, (line) => {
    if (line.trim() === '') return
    const answered = answerLine(line, host).then((reply) => print(`${JSON.stringify(reply)}\n`))
    pending.add(answered)
    void answered.finally(() => pending.delete(answered))
  })
  await Promise.all(pending)
}

// Node's own line reader also breaks lines at U+2028 and U+2029, which JSON may contain unescaped.
function readLines(
  input: NodeJS.ReadableStream,
  signal: AbortSignal,
  take: (line: string) => void,
): Promise<void> {
  let begun: string[] = []
  input.setEncoding('utf8')
  input.on('data', (chunk: string) => {
    const [first = '', ...more] = chunk.split('\n')
    begun.push(first)
    for (const next of more) {
      take(begun.join(''))
      begun = [next]
    }
  })
  return new Promise<void>((resolve) => {
    const end = () => {
      input.pause()
      resolve()
    }
    for (const name of ['end', 'close', 'error'] as const) input.once(name, end)
    signal.addEventListener('abort', end)
  }).then(() => {
    if (!signal.aborted) take(begun.join(''))
  })
}

async function answerLine(
  line: string,
  host: Host,
): Promise<Result<unknown> & { id: string | number | null }> {
  const given = parseJson(line)
  const request = Request.safeParse(given)
  if (!request.success) {
    const id = Request.pick({ id: true }).safeParse(given).data?.id ?? null
    return { id, ...failure('(no method)', 'the line is not a request') }
  }
  const { id, method, params } = request.data
  if (method === 'rpc.tickets') return { id, ...issueTickets(host, params) }
  return { id, ...(await host.call(method, params ?? {})) }
}

function issueTickets(host: Host, params: unknown): Result<unknown> {
  const paths = Paths.safeParse(params)
  if (!paths.success) return failure('rpc.tickets', z.prettifyError(paths.error))
  return { ok: true, value: host.issueTickets(paths.data.paths) }
}

function failure(method: string, problem: string): Result<never> {
  return { ok: false, error: reportError(new AppError('request.invalid', { method, problem }), '') }
}
