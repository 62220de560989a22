import { createHash } from 'node:crypto'

/** The one style that react-aria adds to a page; allowing its hash avoids `unsafe-inline`. */
const pressableStyle = `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`

const styleHash = `'sha256-${createHash('sha256').update(pressableStyle).digest('base64')}'`

/**
 * Returns the headers of the page's own files: only its own scripts run, nothing is fetched from elsewhere, nothing
 * frames it.
 */
export function pageHeaders(objectSource: string): Readonly<Record<string, string>> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' ${styleHash}`,
    `font-src 'self'`,
    `img-src 'self' ${objectSource} data: blob:`,
    `media-src 'self' ${objectSource} blob:`,
    `connect-src 'self' ${objectSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    // For browsers that know it (CSP 3); Chromium does not yet.
    `webrtc 'block'`,
    `frame-ancestors 'none'`,
  ]
  return {
    ...commonHeaders,
    'Content-Security-Policy': policy.join('; '),
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  }
}

/**
 * Headers of everything that comes out of an archive: opened as a page it would be empty, and no cache keeps a copy.
 */
export const objectHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': `sandbox; default-src 'none'; frame-ancestors 'none'`,
  'Cache-Control': 'no-store',
}

const commonHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  'Cache-Control': 'no-cache',
}
