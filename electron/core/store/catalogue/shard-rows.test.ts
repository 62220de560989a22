import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsIn } from './shard-file.ts'
import { readRow, shardRows, splitRows } from './shard-rows.ts'
import type { Row } from './tables.ts'

const id = (number: number): string => `t-k3fp-${String(number).padStart(6, '0')}`
const bytesOf = (rows: Record<string, unknown>): Buffer => Buffer.from(JSON.stringify(rows, null, 1))
const rowsOf = (bytes: Buffer): Record<string, unknown> =>
  Object.fromEntries([...splitRows(bytes)].map(([each, text]) => [each, readRow(each, text)]))

/** Anything that JSON can express, including everything that looks like the end of a row. */
const anyRow = fc.dictionary(
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\n }', '": {', '},')),
  fc.oneof(fc.jsonValue(), fc.constantFrom('\n }\n}', ' }', { a: { b: [{}, [{ c: '\n }' }]] } })),
)

describe('the rows of a shard', () => {
  it('are found among the bytes, whatever they contain', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 6 }), (some) => {
        const rows = Object.fromEntries(some.map((row, n) => [id(n), { ...row, id: id(n) }]))
        expect(rowsOf(bytesOf(rows))).toEqual(JSON.parse(JSON.stringify(rows)))
      }),
    )
  })

  it('are printed as all of them would be, and unchanged ones as they were read', () => {
    const at = '2026-01-01T00:00:00.000Z'
    const tag = (number: number, label: string): Row => ({
      id: id(number),
      label,
      parent: null,
      withdrawn: false,
      createdAt: at,
      modifiedAt: at,
    })
    const [one, two, three] = [tag(1, 'شهادت'), tag(2, 'two'), tag(3, 'three')]
    // What parsing would repair shows whether a row was left as it was.
    const before = { [id(1)]: { ...one, later: 'kept' }, [id(2)]: two }
    const shard = shardRows('tags', splitRows(bytesOf(before)))
    expect(shard.row(id(1))).toEqual(one)
    expect(shard.row(id(4))).toBeUndefined()
    const changed = { ...two, label: 'دو' }
    shard.put(id(2), changed)
    shard.put(id(3), three)
    expect(shard.ids()).toEqual([id(1), id(2), id(3)])
    const after = { ...before, [id(2)]: changed, [id(3)]: three }
    expect(shard.print().toString()).toBe(bytesOf(after).toString())
    for (const each of shard.ids()) shard.leaveOut(each)
    expect(shard.print().toString()).toBe('{}')
    expect(splitRows(shard.print()).size).toBe(0)
  })

  it.each([
    ['nothing', ''],
    ['a list', '[\n {\n }\n]'],
    ['rows without an end', '{\n "t-1": {\n  "id": "t-1"'],
    ['rows that were printed otherwise', '{"t-1":{"id":"t-1"}}'],
    ['something behind the rows', '{\n "t-1": {\n  "id": "t-1"\n }\n}{}'],
    ['something between the rows', '{\n "t-1": {\n  "id": "t-1"\n };\n "t-2": {\n  "id": "t-2"\n }\n}'],
    ['no row where one should be', '{\n "t-1": {\n  "id": "t-1"\n },\n}'],
    // A reader of the entire file would take the last row with a name, a reader of one row the first.
    ['a second row within the first', '{\n "t-1": {\n  "id": "t-1"},  "t-2": {"id": "t-2"\n }\n}'],
    ['a row under another id', '{\n "t-1": {\n  "id": "t-2"\n }\n}'],
    ['a row that is none', '{\n "t-1": {]\n }\n}'],
  ])('are refused with %s', (_, text) => {
    expect(() => rowsOf(Buffer.from(text))).toThrow(/./)
    const damaged = `{"checksum":1,"rows":${text}}\n`
    expect(() => rowsIn(Buffer.from(damaged))).toThrow('the shard was changed')
  })
})
