import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ticket } from '../../../shared/model/ids.ts'
import { importTickets } from '../support/calls.ts'
import { expect, stubDialog, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'
import { callingFiles, spendADay } from '../support/session.ts'

type Bridge = { holdfast: { pickFolder(): Promise<Ticket[]> } }
type Watched = typeof globalThis & { networkRequests: string[] }

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')

test.use({ isFirstStart: true })

test('nothing connects to any network in a day of work, neither the page nor the program', async ({
  app,
  electron,
  home,
}) => {
  await electron.evaluate(({ session }) => {
    const requested: string[] = []
    ;(globalThis as Watched).networkRequests = requested
    session.defaultSession.webRequest.onBeforeRequest((details, respond) => {
      requested.push(details.url)
      respond({})
    })
    const net = process.getBuiltinModule('node:net')
    const dns = process.getBuiltinModule('node:dns')
    net.Socket.prototype.connect = (...words: readonly unknown[]): never => {
      requested.push(`connect ${JSON.stringify(words[0])}`)
      throw new Error('the network was asked')
    }
    for (const name of ['lookup', 'resolve'] as const)
      Object.assign(dns, { [name]: (host: string) => void requested.push(`${name} ${host}`) })
  })
  const folder = join(home, 'calling')
  await mkdir(folder)
  for (const [name, text] of Object.entries(callingFiles)) await writeFile(join(folder, name), text)
  await stubDialog(electron, [folder])
  const tickets = await app.evaluate(() => (globalThis as unknown as Bridge).holdfast.pickFolder())
  expect(await importTickets(app, tickets)).toMatchObject({ imported: Object.keys(callingFiles).length })
  await spendADay(app)
  const requested = await electron.evaluate(() => (globalThis as Watched).networkRequests)
  expect(requested.length).toBeGreaterThan(0)
  expect(
    requested.filter((url) => !/^(?:app:\/\/holdfast\/|vault:\/\/|blob:|data:|devtools:)/.test(url)),
  ).toEqual([])
})
