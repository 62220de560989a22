import chromium from '@sparticuz/chromium'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium as playwright, type Page } from 'playwright'

const require = createRequire(import.meta.url)

/**
 * Runs a task in an empty, secure page of a headless Chromium that has Source Sans and Vazirmatn; nothing is fetched.
 */
export async function withPage<Outcome>(
  size: { width: number; height: number },
  task: (page: Page) => Promise<Outcome>,
): Promise<Outcome> {
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  })
  try {
    const page = await browser.newPage({ viewport: size })
    // Encoders exist only in a secure context, such as a page with an https address; the response comes from here.
    await page.route('https://tools.invalid/**', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageWithFonts() }),
    )
    await page.goto('https://tools.invalid/')
    await page.evaluate(async () => {
      await Promise.all([document.fonts.load('600 20px Sans', 'a'), document.fonts.load('20px Persian', 'ا')])
    })
    return await task(page)
  } finally {
    await browser.close()
  }
}

function pageWithFonts(): string {
  const faces = [
    face('Sans', '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2'),
    face('Persian', '@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2'),
  ]
  return `<!doctype html><style>${faces.join('')} body { margin: 0 }</style><body></body>`
}

function face(family: string, file: string): string {
  const bytes = readFileSync(require.resolve(file)).toString('base64')
  return `@font-face { font-family: ${family}; font-weight: 200 900; src: url(data:font/woff2;base64,${bytes}) }`
}
