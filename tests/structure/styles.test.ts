import { expect, it } from 'vitest'
import { layerOf, styleLayers } from '../../renderer/style-layers.ts'
import { readSources } from './read-imports.ts'

const sheets = readSources(/\.css$/)

/**
 * The widths in pixels at which a layout changes, of the window and of containers alike: below 380 a record is narrower
 * than its share of a window, below 560 a dialog has one column, below 720 so does a reader or a page; from 1000 on, the
 * panels of a record are next to it.
 */
const BREAKPOINTS = new Set(['380px', '560px', '720px', '1000px'])

/** Conditions with a different width, or in a form other than `(width < …)` or `(width >= …)`. */
function findOtherBreakpoints(file: string, text: string): string[] {
  return [...text.matchAll(/@(?:media|container)([^{]*)\{/g)]
    .map(([, condition]) => condition!.trim())
    .filter((condition) => /width|inline-size|height|block-size/.test(condition))
    .filter((condition) => {
      const width = /^(?:[a-z-]+ )?\(width (?:<|>=) (\d+px)\)$/.exec(condition)?.[1]
      return width === undefined || !BREAKPOINTS.has(width)
    })
    .map((condition) => `${file}: ${condition}`)
}

it('layouts change only at the listed widths', () => {
  expect([...sheets].flatMap(([file, text]) => findOtherBreakpoints(file, text))).toEqual([])
})

it.each([
  '@media (width < 600px) {',
  '@container record (width >= 1001px) {',
  '@media (max-width: 720px) {',
  '@container (inline-size < 380px) {',
  '@media (width < 45rem) {',
  '@media (380px <= width < 720px) {',
])('another width is reported: %s', (text) => {
  expect(findOtherBreakpoints('a.css', text)).toHaveLength(1)
})

/** Spacing that is not a step of ui/tokens.css, each derived from another size; a hairline (1px) is allowed anywhere. */
const OTHER_SPACES: readonly string[] = [
  'renderer/ui/dialog.css: padding: 88px',
  'renderer/ui/token-field.css: padding: 3px',
  'renderer/features/archive/archive.css: margin-inline-start: 128px',
  'renderer/features/library/library.css: padding-inline: 38px',
  'renderer/features/reader/pages.css: padding-block-end: 0.15em',
  'renderer/features/reader/text-pane.css: padding-block-end: 0.75em',
  'renderer/features/records/records.css: padding-inline-end: 44px',
  'renderer/features/search/search.css: padding: 110px',
  'renderer/features/search/search.css: padding: 6px',
  'renderer/features/search/search.css: padding-block: 3px',
  'renderer/features/tags/tags.css: padding-inline-start: 14px',
]

/** Lengths in paddings, margins and gaps that are written as numbers instead of steps. */
function findRawSpaces(file: string, text: string): string[] {
  return [
    ...text.matchAll(/(?<![\w-])((?:padding|margin|(?:row-|column-)?gap)[a-z-]*)\s*:([^;}]*)/g),
  ].flatMap(([, property, value]) =>
    [...value!.matchAll(/(?<![\w-])-?(\d*\.?\d+(?:px|rem|em|ch|pt))/g)]
      .map(([, length]) => length!)
      .filter((length) => length !== '1px')
      .map((length) => `${file}: ${property}: ${length}`),
  )
}

it('spacing uses the steps of ui/tokens.css', () => {
  expect([...sheets].flatMap(([file, text]) => findRawSpaces(file, text)).sort()).toEqual(
    [...OTHER_SPACES].sort(),
  )
})

it('other spacing is reported', () => {
  expect(findRawSpaces('a.css', '.a { gap: 1px; margin: -4px var(--step-1); padding-block: .5rem }')).toEqual(
    ['a.css: margin: 4px', 'a.css: padding-block: .5rem'],
  )
  expect(
    findRawSpaces('a.css', '.a { margin: calc(-1 * var(--step-1)); scroll-margin: 3px; inset: 3px }'),
  ).toEqual([])
})

it('each style sheet is in the layer of its folder', () => {
  const found = new Set([...sheets.keys()].map((file) => layerOf(file.replace('renderer/', ''))))
  expect(found).toEqual(new Set([...styleLayers, null]))
  expect([...sheets].filter(([, text]) => /@layer\b/.test(text)).map(([file]) => file)).toEqual([])
  expect(['ui/base.css', 'ui/button.css', 'app.css', 'features/tags/tags.css'].map(layerOf)).toEqual([
    'base',
    'ui',
    'frame',
    'features',
  ])
})
