import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Host } from '../../core/host/host.ts'
import { serveLines } from './rpc.ts'

/** Replies with the request; to `slow` only after a request of `fast`. */
function echoingHost(): Host {
  let release: () => void = () => {}
  const fastAsked = new Promise<void>((resolve) => (release = resolve))
  return {
    async call(method: string, params: unknown) {
      if (method === 'slow') await fastAsked
      if (method === 'fast') release()
      return { ok: true, value: { method, params } }
    },
    issueTickets: (paths: readonly string[]) => paths.map((path, index) => ({ id: `t${index}`, name: path })),
  } as Partial<Host> as Host
}

async function answersTo(...lines: readonly string[]) {
  const printed: string[] = []
  const print = async (text: string) => void printed.push(text)
  await serveLines(Readable.from([lines.join('\n')]), echoingHost(), print, new AbortController().signal)
  expect(printed.every((text) => text.endsWith('\n') && text.indexOf('\n') === text.length - 1)).toBe(true)
  return printed.map((text) => JSON.parse(text))
}

describe('rpc', () => {
  it('replies to each request when it is done, and to all of them before it ends', async () => {
    const answers = await answersTo(
      '{"id":1,"method":"slow"}',
      '{"id":"b","method":"fast","params":{"x":1}}',
      '',
    )
    expect(answers).toEqual([
      { id: 'b', ok: true, value: { method: 'fast', params: { x: 1 } } },
      { id: 1, ok: true, value: { method: 'slow', params: {} } },
    ])
  })

  it.each(['nonsense', '{"id":1', '[]', 'null', '{"id":{},"method":"fast"}'])(
    'replies to %s with an error without id, and continues',
    async (line) => {
      const answers = await answersTo(line, '{"id":2,"method":"fast"}')
      expect(answers).toHaveLength(2)
      expect(answers).toContainEqual({
        id: null,
        ok: false,
        error: expect.objectContaining({ code: 'request.invalid' }),
      })
      expect(answers).toContainEqual(expect.objectContaining({ id: 2, ok: true }))
    },
  )

  it('ends a line at a line feed only, and gives the id of a request that it could not read', async () => {
    const answers = await answersTo(
      '{"id":1,"method":"fast","params":"a\u2028b\u2029c"}\r',
      '{"id":7,"method":5}',
    )
    expect(answers).toContainEqual({ id: 1, ok: true, value: { method: 'fast', params: 'a\u2028b\u2029c' } })
    expect(answers).toContainEqual(expect.objectContaining({ id: 7, ok: false }))
    expect(answers).toHaveLength(2)
  })

  it('issues tickets for files to import', async () => {
    expect(await answersTo('{"id":1,"method":"rpc.tickets","params":{"paths":["/a"]}}')).toEqual([
      { id: 1, ok: true, value: [{ id: 't0', name: '/a' }] },
    ])
    expect(await answersTo('{"id":1,"method":"rpc.tickets","params":{"paths":[]}}')).toMatchObject([
      { ok: false },
    ])
  })
})
