import { describe, expect, it } from 'vitest'
import { matchesShortcut, printShortcut } from './shortcuts.ts'

const key = (name: string, held: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({
    key: name,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  }) as KeyboardEvent

describe('matchesShortcut', () => {
  it.each([
    ['Mod+K', key('k', { ctrlKey: true }), false, true],
    ['Mod+K', key('k', { metaKey: true }), true, true],
    ['Mod+K', key('k', { ctrlKey: true }), true, false],
    ['Mod+Z', key('Z', { ctrlKey: true, shiftKey: true }), false, false],
    ['Mod+Shift+Z', key('Z', { ctrlKey: true, shiftKey: true }), false, true],
    ['?', key('?', { shiftKey: true }), false, true],
    ['/', key('/'), false, true],
    ['F6', key('F6'), false, true],
    ['Shift+F6', key('F6'), false, false],
    ['J', key('j'), false, true],
    ['J', key('j', { ctrlKey: true }), false, false],
    ['J', key('ت', { code: 'KeyJ' }), false, true],
    ['J', key('n', { code: 'KeyJ' }), false, false],
  ])('%s', (shortcut, event, mac, matches) => {
    expect(matchesShortcut(shortcut, event, mac)).toBe(matches)
  })
})

describe('printShortcut', () => {
  it('prints the keys of the present keyboard', () => {
    expect(printShortcut('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z'])
    expect(printShortcut('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(printShortcut('ArrowDown', false)).toEqual(['↓'])
  })
})
