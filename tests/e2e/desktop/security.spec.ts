import { expect, test } from '../support/desktop-fixtures.ts'
import { whyNoDesktop } from '../support/desktop-runtime.ts'

test.skip(whyNoDesktop() !== null, whyNoDesktop() ?? '')
test.use({ isShared: true })

test('the page gets the functions of the shell and no Node', async ({ app }) => {
  const given = await app.evaluate(() => ({
    functions: Object.keys((globalThis as unknown as { holdfast: object }).holdfast).toSorted(),
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
      (name) => name in globalThis,
    ),
  }))
  expect(given.functions).toEqual([
    'acceptFiles',
    'call',
    'cancel',
    'onEvent',
    'pickArchiveFolder',
    'pickFiles',
    'pickFolder',
    'savePdf',
  ])
  expect(given.node).toEqual([])
})

test('the page cannot be navigated away', async ({ app, electron }) => {
  const address = app.url()
  for (const elsewhere of [
    'https://example.com/',
    'file:///etc/passwd',
    'app://other/',
    'data:text/html,x',
  ]) {
    await app.evaluate((target) => void (location.href = target), elsewhere)
    expect(await app.evaluate(() => location.protocol)).toBe('app:')
    expect(app.url()).toBe(address)
  }
  expect(await app.evaluate(() => window.open('https://example.com/'))).toBeNull()
  expect(electron.windows()).toHaveLength(1)
})

test('the page gets no permission and runs no text as code', async ({ app }) => {
  expect(await app.evaluate(() => Notification.requestPermission())).toBe('denied')
  await app.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.documentElement.dataset.ran = "yes"'
    document.body.append(script)
  })
  await expect(app.locator('html[data-ran]')).toHaveCount(0)
})

test('the page gathers no address of this computer for a peer', async ({ app }) => {
  const gathered = await app.evaluate(async () => {
    const found: string[] = []
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:192.0.2.1' }] })
    peer.createDataChannel('any')
    const ended = new Promise<void>((resolve) =>
      peer.addEventListener(
        'icegatheringstatechange',
        () => peer.iceGatheringState === 'complete' && resolve(),
      ),
    )
    peer.addEventListener('icecandidate', ({ candidate }) => candidate && found.push(candidate.candidate))
    await peer.setLocalDescription(await peer.createOffer())
    await ended
    return [
      ...found,
      ...(/^[ac]=(?:candidate|IN IP4 (?!0\.0\.0\.0)).*/m.exec(peer.localDescription!.sdp) ?? []),
    ]
  })
  expect(gathered.filter((line) => line !== '')).toEqual([])
})

test('only the page of the window gets replies', async ({ app, electron }) => {
  await expect(app).toHaveURL(/^app:/)
  const refused = await electron.evaluate(async ({ BrowserWindow, app }) => {
    const preload = `${app.getAppPath()}/out/preload/preload.cjs`
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload } })
    await other.loadURL('app://holdfast/index.html')
    const script = `holdfast.call('archive.describe', {}).then(() => 'answered', () => 'refused')`
    const outcome: unknown = await other.webContents.executeJavaScript(script)
    other.destroy()
    return outcome
  })
  expect(refused).toBe('refused')
})

test('vault addresses lead to objects only', async ({ app }) => {
  const statuses = await app.evaluate(async () => {
    const names = [
      'object/..%2f..%2fholdfast.json',
      'object/holdfast.json',
      `object/${'0'.repeat(64)}`,
      'other/x',
      'page/x/1?width=9',
    ]
    return await Promise.all(names.map(async (name) => (await fetch(`vault://${name}`)).status))
  })
  expect(statuses).toEqual([404, 404, 404, 404, 404])
})
