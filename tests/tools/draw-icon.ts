import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withPage } from './chromium.ts'

/** Draws resources/icons/icon.png (512 pixels) from icon.svg: node tests/tools/draw-icon.ts */
const folder = fileURLToPath(new URL('../../resources/icons/', import.meta.url))
const drawing = readFileSync(`${folder}icon.svg`, 'utf8')

const picture = await withPage({ width: 512, height: 512 }, async (page) => {
  await page.evaluate((svg) => {
    document.body.innerHTML = svg
  }, drawing)
  return page.screenshot({ omitBackground: true })
})
writeFileSync(`${folder}icon.png`, picture)
