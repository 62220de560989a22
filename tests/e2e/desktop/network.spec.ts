import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ticket } from '../../../shared/model/ids.ts'
import { importTickets } from '../support/calls.ts'
import { expect, stubDialog, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'
import { callingFiles, spendADay } from '../support/session.ts'

type Bridge = { holdfast: { pickFolder(): Promise<Ticket[]> } }
type Watched = typeof globalThis & { networkAsked: string[] }

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')

test.use({ isFirstStart: true })

test('nothing is asked of any network in a day of work, by the page or by the program', async ({
  app,
  electron,
  home,
}) => {
  await electron.evaluate(({ session }) => {
    const asked: string[] = []
    ;(globalThis as Watched).networkAsked = asked
    session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
      asked.push(details.url)
      answer({})
    })
    const net = process.getBuiltinModule('node:net')
    const dns = process.getBuiltinModule('node:dns')
    net.Socket.prototype.connect = (...words: readonly unknown[]): never => {
      asked.push(`connect ${JSON.stringify(words[0])}`)
      throw new Error('the network was asked')
    }
    for (const name of ['lookup', 'resolve'] as const)
      Object.assign(dns, { [name]: (host: string) => void asked.push(`${name} ${host}`) })
  })
  const folder = join(home, 'calling')
  await mkdir(folder)
  for (const [name, text] of Object.entries(callingFiles)) await writeFile(join(folder, name), text)
  await stubDialog(electron, [folder])
  const tickets = await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFolder())
  expect(await importTickets(app, tickets)).toMatchObject({ imported: Object.keys(callingFiles).length })
  await spendADay(app)
  const asked = await electron.evaluate(() => (globalThis as Watched).networkAsked)
  expect(asked.length).toBeGreaterThan(0)
  expect(
    asked.filter((url) => !/^(?:app:\/\/holdfast\/|vault:\/\/|blob:|data:|devtools:)/.test(url)),
  ).toEqual([])
})
