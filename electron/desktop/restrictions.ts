import type { Session, WebContents } from 'electron'
import { app } from 'electron'

/**
 * Denies every page new windows, other addresses, embedded pages and permissions; a link into the vault downloads the
 * object.
 */
export function restrictPages(session: Session): void {
  session.setPermissionRequestHandler((_page, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_, page) => restrictPage(page))
}

function restrictPage(page: WebContents): void {
  // No peer and no server learns an address of this computer.
  page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.on('will-redirect', (event) => event.preventDefault())
  page.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && withoutHash(event.url) === withoutHash(page.getURL())) return
    event.preventDefault()
    if (event.isMainFrame && event.url.startsWith('vault://object/')) page.downloadURL(event.url)
  })
}

const withoutHash = (address: string): string | undefined => address.split('#', 1)[0]
