import { describe, expect, it, vi } from 'vitest'
import type { DesktopBridge } from './electron-shell.ts'
import { createElectronShell } from './electron-shell.ts'

describe('the desktop shell', () => {
  it('cancels a call by the number it was made with', () => {
    const call = vi.fn(() => new Promise<never>(() => {}))
    const cancel = vi.fn()
    // No other part of the bridge is used here.
    const shell = createElectronShell({ call, cancel } as unknown as DesktopBridge)
    const [kept, left] = [new AbortController(), new AbortController()]
    void shell.call('search.find', { query: 'clin' }, left.signal)
    void shell.call('search.find', { query: 'clinic' }, kept.signal)
    void shell.call('tags.list', {})
    left.abort()
    expect(call.mock.calls).toEqual([
      ['search.find', { query: 'clin' }, 1],
      ['search.find', { query: 'clinic' }, 2],
      ['tags.list', {}],
    ])
    expect(cancel.mock.calls).toEqual([[1]])
  })
})
