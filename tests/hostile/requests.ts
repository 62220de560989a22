import fc from 'fast-check'

/** Paths of every kind, including those of this server. */
export const pathsFor = (hash: string) =>
  fc.oneof(
    fc.constantFrom(
      '/',
      '/call',
      '/events',
      '/upload?group=a&name=b',
      `/vault/${hash}`,
      `/page/${hash}/1?width=99`,
    ),
    fc.constantFrom(
      '/index.html',
      '/assets/',
      '//evil.example/',
      '/..',
      '/%2e%2e/home',
      '/%00',
      '/%',
      '/\\',
      '*',
    ),
    fc.constantFrom('http://127.0.0.1/', 'file:///etc/passwd', `/?token=${'a'.repeat(43)}`, `/?token=`),
    fc.webPath().map((path) => `/${path}`),
    fc.string({ unit: 'binary', maxLength: 60 }).map((path) => `/${path}`),
  )
export const methods = fc.oneof(
  fc.constantFrom(
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'DELETE',
    'OPTIONS',
    'PATCH',
    'TRACE',
    'CONNECT',
    'PRI',
    'M-SEARCH',
  ),
  fc.stringMatching(/^[A-Z]{1,20}$/),
)
/** Cookies with the name that this server uses, and values that it never issued. */
export const cookiesFor = (origin: string) =>
  fc.oneof(
    fc.constant(''),
    fc
      .base64String({ maxLength: 60 })
      .map((value) => `Cookie: holdfast-${new URL(origin).port}=${value}\r\n`),
  )
export const moreHeaders = fc.array(
  fc.oneof(
    fc.constantFrom(
      'Range: bytes=0-',
      'Expect: 100-continue',
      'Transfer-Encoding: chunked',
      'Content-Length: 99',
      'Upgrade: h2c',
    ),
    fc.constantFrom(
      'Upgrade: websocket',
      'Connection: upgrade',
      'X-Forwarded-Host: 127.0.0.1',
      'X-HTTP-Method-Override: GET',
    ),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `X-Any: ${text}`),
  ),
  { maxLength: 4 },
)
