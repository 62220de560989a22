/**
 * The layers of the window's style sheets, in their order: a rule of a later one wins, however specific the earlier one is.
 * The build puts each style sheet into the layer of its folder.
 *
 * - `tokens`: ui/tokens.css: colours, sizes, steps.
 * - `base`: ui/base.css: elements without a class, and the few classes that any part may use.
 * - `ui`: the parts that features are made of.
 * - `frame`: the window around the features: app.css, panes.css.
 * - `features`: each noun; where it needs a part of `ui` to look different, it says so here.
 *
 * States (hover, disabled, damage) are beside the part whose states they are, in its layer.
 */
export const styleLayers = ['tokens', 'base', 'ui', 'frame', 'features'] as const

/** A Vite plugin that puts each style sheet under the folder `renderer` into its layer. */
export function layeredStyles(renderer: string) {
  return {
    name: 'layered-styles',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      const file = id.replace(/\?.*$/, '')
      if (!file.startsWith(`${renderer}/`) || !file.endsWith('.css')) return null
      const layer = layerOf(file.slice(renderer.length + 1))
      if (layer === null) return null
      // Each says the order of all, because the build does not keep the order of the sheets. On one line, so that the
      // numbers of the lines stay those of the file.
      return { code: `@layer ${styleLayers.join(', ')}; @layer ${layer} {${code}\n}`, map: null }
    },
  }
}

/** The layer of a style sheet, by its path from `renderer`; null if it is in none. */
export function layerOf(file: string): (typeof styleLayers)[number] | null {
  // Imports of packages cannot be inside a layer.
  if (file === 'ui/fonts.css') return null
  if (file === 'ui/tokens.css') return 'tokens'
  if (file === 'ui/base.css') return 'base'
  if (file.startsWith('ui/')) return 'ui'
  return file.startsWith('features/') ? 'features' : 'frame'
}
