import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contract, type MethodName } from '../../shared/contract/index.ts'
import { errorCodes } from '../../shared/error-codes.ts'
import { errorSentences } from '../../shared/messages.ts'
import { setUp, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await setUp()
})
afterEach(async () => await bench.end())

describe('the contract', () => {
  it('has a handler for every method: none replies that it does not exist', async () => {
    for (const name of Object.keys(contract) as MethodName[]) {
      // Impossible parameters: an existing handler complains about them, or works without.
      const result = await bench.host.call(name, { surely: 'not a parameter' })
      if (!result.ok) expect(result.error.code, name).not.toMatch(/unknown-method|none-open|internal/)
    }
  })

  it('replies to unknown methods and wrong parameters in words, with the code', async () => {
    expect(await bench.host.call('records.explode', {})).toMatchObject({
      ok: false,
      error: { code: 'request.unknown-method' },
    })
    const wrong = await bench.host.call('records.get', { id: '../../etc/passwd' })
    expect(wrong).toMatchObject({
      ok: false,
      error: { code: 'request.invalid', facts: { method: 'records.get' } },
    })
    const missing = await bench.host.call('records.get', { id: 'zzzz-000001' })
    expect(missing).toMatchObject({
      ok: false,
      error: { code: 'records.not-found', facts: { id: 'zzzz-000001' } },
    })
    for (const method of ['constructor', '__proto__', 'toString']) {
      expect(await bench.host.call(method, {})).toMatchObject({
        ok: false,
        error: { code: 'request.unknown-method' },
      })
    }
  })

  it('has a sentence for every code, with words as placeholders', () => {
    for (const code of errorCodes) expect(errorSentences[code]).toMatch(/^[^{}]*(?:\{\w+\}[^{}]*)*[.\s}]?$/u)
  })
})
