import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { createProgram } from './program.ts'

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

it('never runs two at once, and reports only an end that was not asked for', async () => {
  const children: ChildProcess[] = []
  const ends: (number | null)[] = []
  const start = () => {
    expect(children.filter(isRunning)).toEqual([])
    // It ends in its own time, as an app that closes its archive.
    const text = `process.on('SIGTERM', () => setImmediate(() => process.exit())); process.on('message', () => process.exit(3)); process.send('ready')`
    const child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    children.push(child)
    return child
  }
  const program = createProgram(start, (code) => ends.push(code))
  await program.restart()
  await once(children[0]!, 'message')
  await Promise.all([program.restart(), program.restart()])
  expect(children.map(isRunning)).toEqual([false, false, true])
  expect(ends).toEqual([])

  await once(children[2]!, 'message')
  const exited = once(children[2]!, 'exit')
  children[2]!.send('end')
  await exited
  expect(ends).toEqual([3])

  await program.restart()
  await program.end()
  expect(children.map(isRunning)).toEqual([false, false, false, false])
  expect(ends).toEqual([3])
})
