import { expect, it } from 'vitest'
import { findRefusedSwitches } from './start-switches.ts'

it.each([
  '--remote-debugging-port=9222',
  '-remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect',
  '--inspect-brk=127.0.0.1:9229',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp/x',
  '--disable-web-security',
  '--no-sandbox',
  '--Remote-Debugging-Port=1',
  '--a-switch-of-a-later-chromium',
])('%s is refused', (word) => {
  expect(findRefusedSwitches(['a.txt', word], 'linux')).toEqual([word.split('=')[0]])
})

it('on Windows a slash is a switch too, elsewhere it is a path', () => {
  expect(findRefusedSwitches(['/remote-debugging-port=1'], 'win32')).toEqual(['/remote-debugging-port'])
  expect(findRefusedSwitches(['/home/a/--b.txt', '-', '--'], 'linux')).toEqual([])
})

it('what a desktop passes to start a program is accepted', () => {
  const words = ['--ozone-platform=wayland', '--force-device-scale-factor=1.5', '--lang=fa', 'file:///a']
  expect(findRefusedSwitches(words, 'linux')).toEqual([])
  expect(findRefusedSwitches(['-psn_0_989382'], 'darwin')).toEqual([])
})
