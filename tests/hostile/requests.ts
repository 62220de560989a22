import fc from 'fast-check'

/** Paths of every kind, including those of this server. */
export const pathsFor = (hash: string) =>
  fc.oneof(
    fc.constantFrom(
      '/',
      '/call',
      '/address',
      '/enter',
      '/events',
      '/upload?group=a&name=b',
      `/vault/${hash}`,
      `/vault/${hash}?until=99999999999999&seal=${'a'.repeat(43)}`,
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
    fc.constantFrom('http://127.0.0.1/', 'file:///etc/passwd', `/?token=${'a'.repeat(43)}`, `/#token=`),
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
/** Keys that this server never issued, where it looks for one and where it once did. */
export const keysFor = (origin: string) =>
  fc
    .tuple(
      fc.constantFrom(
        '',
        'X-Holdfast-Key: ',
        `Cookie: holdfast-${new URL(origin).port}=`,
        'Authorization: Bearer ',
      ),
      fc.base64String({ maxLength: 60 }),
    )
    .map(([name, value]) => (name === '' ? '' : `${name}${value}\r\n`))
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
