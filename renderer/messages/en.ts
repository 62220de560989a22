import { about } from './en/about.ts'
import { aliases } from './en/aliases.ts'
import { archive } from './en/archive.ts'
import { backup } from './en/backups.ts'
import { batch } from './en/batches.ts'
import { citations } from './en/citations.ts'
import { custody } from './en/custody.ts'
import { imports } from './en/imports.ts'
import { library } from './en/library.ts'
import { merge } from './en/merges.ts'
import { reader } from './en/reader.ts'
import { records } from './en/records.ts'
import { search } from './en/search.ts'
import { searches } from './en/saved-searches.ts'
import { settings } from './en/settings.ts'
import { tags } from './en/tags.ts'
import { window } from './en/window.ts'
import type { WordsByTable } from './table-words.ts'

/**
 * Every word of the window in English, one object a feature. A text that holds facts is a function of them, and does
 * its own plurals. Another language is another object of this type.
 */
export const english = {
  about,
  aliases,
  archive,
  backup,
  batch,
  citations,
  custody,
  imports,
  library,
  merge,
  reader,
  records,
  search,
  searches,
  settings,
  tags,
  window,
} satisfies WordsByTable & Record<string, object>

/** All words in one language. */
export type Catalogue = typeof english
