import { OWN_FILES, partsOf } from './cycles.ts'
import type { Imports } from './read-imports.ts'

/** A folder whose parts may import one another only as its table says; each row maps a part to what it may import. */
export interface House {
  readonly folder: string
  readonly may: Readonly<Record<string, readonly string[]>>
  /**
   * What a part without a row may import, and which parts may import it; when this is missing, every part needs a
   * row.
   */
  readonly withoutRow?: { readonly may: readonly string[]; readonly usedBy: readonly string[] }
}

/** The wings of the core. Everything may also import shared/. A wing that only keeps its own rows needs no row here. */
const core: House = {
  folder: 'electron/core/',
  withoutRow: { may: ['store'], usedBy: ['archive', 'host'] },
  may: {
    citations: [],
    disk: [],
    session: [],
    threads: [],
    trust: [],
    extract: ['disk', 'threads', 'trust'],
    search: ['disk', 'threads', 'trust'],
    store: ['disk', 'session', 'trust'],
    vault: ['disk', 'threads'],
    folder: ['disk', 'session', 'store', 'trust', 'vault'],
    history: ['session', 'store'],
    profile: ['disk', 'session', 'store', 'trust'],
    batches: ['disk', 'extract', 'search', 'session', 'store'],
    imports: ['extract', 'search', 'session', 'store', 'vault'],
    indexing: ['disk', 'extract', 'search', 'session', 'store', 'threads', 'trust', 'vault'],
    custody: ['disk', 'profile', 'store', 'trust', 'vault'],
    timestamps: ['custody', 'disk', 'session', 'store'],
    verification: ['custody', 'disk', 'folder', 'profile', 'session', 'store', 'threads', 'trust', 'vault'],
    merges: ['disk', 'folder', 'history', 'profile', 'session', 'store', 'trust', 'vault', 'verification'],
    backups: [
      'custody',
      'disk',
      'folder',
      'profile',
      'session',
      'store',
      'threads',
      'trust',
      'vault',
      'verification',
    ],
    archive: [
      'backups',
      'batches',
      'citations',
      'custody',
      'disk',
      'extract',
      'folder',
      'history',
      'imports',
      'indexing',
      'merges',
      'profile',
      'search',
      'session',
      'store',
      'threads',
      'timestamps',
      'trust',
      'vault',
      'verification',
    ],
    handlers: ['archive'],
    host: [
      'archive',
      'backups',
      'disk',
      'extract',
      'folder',
      'handlers',
      'indexing',
      'merges',
      'profile',
      'session',
      'store',
      'threads',
      'verification',
    ],
  },
}

const store: House = {
  folder: 'electron/core/store/',
  may: {
    ledger: [],
    undo: ['ledger'],
    catalogue: ['ledger', 'undo'],
    [OWN_FILES]: ['catalogue', 'ledger', 'undo'],
  },
}

const searchIndex: House = {
  folder: 'electron/core/search/index/',
  may: {
    segment: [],
    terms: ['segment'],
    corpus: ['segment', 'terms'],
    write: ['segment', 'terms'],
    query: ['corpus', 'segment', 'terms'],
    match: ['corpus', 'query', 'segment', 'terms'],
    rank: ['match', 'segment', 'terms'],
    facets: ['corpus', 'match', 'rank', 'segment'],
    quick: ['corpus', 'facets', 'segment'],
    show: ['corpus', 'match', 'query', 'rank', 'segment', 'terms'],
    [OWN_FILES]: ['corpus', 'facets', 'match', 'query', 'quick', 'rank', 'segment', 'show', 'terms', 'write'],
  },
}

const extract: House = {
  folder: 'electron/core/extract/',
  may: {
    text: [],
    reading: ['text'],
    media: ['reading'],
    pdf: ['reading'],
    plain: ['reading', 'text'],
    zip: ['reading', 'text'],
    captions: ['plain', 'reading', 'text'],
    html: ['plain', 'reading', 'text'],
    mail: ['html', 'plain', 'reading', 'text'],
    office: ['html', 'reading', 'text', 'zip'],
    [OWN_FILES]: ['captions', 'html', 'mail', 'media', 'office', 'pdf', 'plain', 'reading', 'text', 'zip'],
  },
}

/** Every folder with a table. */
export const houses: readonly House[] = [core, store, searchIndex, extract]

/** Every import from one part to another that the table of its folder does not allow, as `folder: part → part`. */
export function findDisallowed(imports: Imports, house: House): string[] {
  return [...partsOf(imports, house.folder)].flatMap(([part, targets]) => {
    const may = allowedFrom(part, house)
    if (!may) return [`${house.folder}: ${part} is no part`]
    return [...targets]
      .filter((target) => !may(target))
      .map((target) => `${house.folder}: ${part} → ${target}`)
  })
}

/** What a part may import; null if the folder must not contain it. */
function allowedFrom(part: string, { may, withoutRow }: House): ((target: string) => boolean) | null {
  const row = may[part]
  if (row) return (to) => row.includes(to) || (!may[to] && withoutRow?.usedBy.includes(part) === true)
  return withoutRow && part !== OWN_FILES ? (to) => withoutRow.may.includes(to) : null
}

/** Rows that are never used, which would silently let an import in again, as `folder: part → part`. */
export function findUnused(imports: Imports, { folder, may }: House): string[] {
  const parts = partsOf(imports, folder)
  return Object.entries(may).flatMap(([part, allowed]) =>
    allowed
      .filter((target) => !parts.get(part)?.has(target))
      .map((target) => `${folder}: ${part} → ${target}`),
  )
}
