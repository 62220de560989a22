import { describe, expect, it } from 'vitest'
import { readListKey } from './list-keys.ts'

const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }
const place = { cursor: 5, total: 20, page: 8 }

describe('readListKey', () => {
  it.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 13],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 19],
  ])('%s goes to %i', (key, to) => {
    expect(readListKey({ ...none, key }, place)).toEqual({ do: 'go', to, isMarking: false })
  })

  it('stays on the list at its ends', () => {
    expect(readListKey({ ...none, key: 'ArrowDown' }, { ...place, cursor: 19 })).toMatchObject({ to: 19 })
    expect(readListKey({ ...none, key: 'ArrowUp' }, { ...place, cursor: 0 })).toMatchObject({ to: 0 })
    expect(readListKey({ ...none, key: 'ArrowDown' }, { cursor: 0, total: 0, page: 0 })).toBeNull()
  })

  it('marks with Shift, Space and Control-A, opens with Enter, and ignores other keys', () => {
    const read = (key: string, held: object = {}) => readListKey({ ...none, key, ...held }, place)
    expect(read('ArrowDown', { shiftKey: true })).toMatchObject({ to: 6, isMarking: true })
    expect(read(' ')).toEqual({ do: 'mark' })
    expect(read('a', { ctrlKey: true })).toEqual({ do: 'mark-all' })
    expect(read('Enter')).toEqual({ do: 'open' })
    expect(read('a')).toBeNull()
    expect(read('z', { ctrlKey: true })).toBeNull()
  })
})
