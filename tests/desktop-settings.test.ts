import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
const sources = (folder: string) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: read(`${folder}/${name}`) }))

describe('the desktop', () => {
  it('gives its page a sandbox, an isolated context, and no Node', () => {
    const window = read('electron/desktop/window.ts')
    for (const line of [
      'contextIsolation: true',
      'sandbox: true',
      'nodeIntegration: false',
      'webviewTag: false',
    ])
      expect(window).toContain(line)
  })

  it('refuses web views, windows, other addresses and permissions', () => {
    const restrictions = read('electron/desktop/restrictions.ts')
    for (const refused of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setWindowOpenHandler',
      'will-attach-webview',
      'will-redirect',
      'will-frame-navigate',
      'disable_non_proxied_udp',
    ])
      expect(restrictions).toContain(refused)
  })

  it('disables no protection, opens nothing outside, and uses no network', () => {
    const forbidden =
      /webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|nodeIntegrationIn|openExternal|openPath|\bnet\.(?:fetch|request)|autoUpdater|crashReporter|loadFile|executeJavaScript|disable-web-security|no-sandbox|ignore-certificate/
    for (const { name, text } of sources('electron'))
      expect([name, forbidden.exec(text)?.[0]]).toEqual([name, undefined])
  })

  it('has every fuse in its safe position', () => {
    const builder = read('electron-builder.yml')
    for (const fuse of [
      'runAsNode: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'enableNodeCliInspectArguments: false',
      'enableEmbeddedAsarIntegrityValidation: true',
      'onlyLoadAppFromAsar: true',
      'grantFileProtocolExtraPrivileges: false',
    ])
      expect(builder).toContain(fuse)
    expect(builder).toContain('publish: null')
    // The build that Playwright drives says so in its package.json, and accepts switches.
    expect(builder).not.toMatch(/isDriven|extraMetadata/)
    expect(read('package.json')).not.toContain('isDriven')
  })
})

describe('the page', () => {
  it('inserts no text as markup, runs none as code, and navigates nowhere', () => {
    const forbidden =
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|target="_blank"/
    for (const { name, text } of sources('renderer'))
      expect([name, forbidden.exec(text)?.[0]]).toEqual([name, undefined])
  })
})
