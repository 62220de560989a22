/** One full sweep: test files, run at the level `deep`. */
export interface Part {
  readonly name: string
  readonly what: string
  readonly files: readonly string[]
  /** Only the tests with this in their name; all tests of the files when left out. */
  readonly only?: string
}

/**
 * Everything that `npm run test:deep` runs. A sweep that is added as a part reads its level and seed from
 * tests/tools/level.ts, so that `npm test` runs a sample of the same test.
 */
export const parts: readonly Part[] = [
  {
    name: 'injected-faults',
    what: 'every call of every act fails, in every way, once and from then on',
    files: ['tests/faults/injected.test.ts'],
  },
  {
    name: 'index-faults',
    what: 'every call by which the index writes fails, in every way',
    files: ['tests/faults/index.test.ts'],
  },
  {
    name: 'power-cuts',
    what: 'the power is cut after every act that was acknowledged and at every call',
    files: ['tests/faults/power-cut.test.ts'],
  },
  {
    name: 'damage',
    what: 'every part of an archive is damaged',
    files: ['tests/faults/damage.test.ts'],
  },
  {
    name: 'small-disk',
    what: 'disks that are full, read-only or unplugged',
    files: ['tests/faults/small-disk.test.ts', 'electron/core/store/space-guard.test.ts'],
  },
  {
    name: 'kills',
    what: 'mixed work is killed without warning a thousand times',
    files: ['tests/faults/kill.test.ts'],
  },
  {
    name: 'forgeries',
    what: 'forged ledgers, caches and inboxes; ten thousand random edits of every file of an archive',
    files: ['tests/flows/forgeries.test.ts', 'tests/flows/random-edits.test.ts'],
  },
  {
    name: 'hostile-files',
    what: 'every file of the hostile corpus is imported; zips with any byte changed',
    files: ['tests/hostile/corpus.test.ts', 'tests/hostile/zip.test.ts'],
  },
  {
    name: 'fuzz',
    what: 'six thousand damaged files are imported',
    files: ['tests/hostile/fuzz.test.ts'],
  },
  {
    name: 'foreign-archives',
    what: 'links and pipes in place of every part of an archive and a backup, and forged ledgers',
    files: ['tests/hostile/foreign-archive.test.ts', 'tests/hostile/foreign-ledger.test.ts'],
  },
  {
    name: 'browser-shell',
    what: 'three thousand requests of any kind, and a thousand at once',
    files: ['tests/hostile/browser-shell.test.ts'],
  },
  {
    name: 'strings',
    what: 'every naughty string in every field, through the disk',
    files: ['tests/hostile/naughty.test.ts'],
  },
  {
    name: 'timestamps',
    what: 'every byte of a timestamp is changed, and timestamps of any shape are read',
    files: [
      'electron/core/timestamps/verify-timestamp.test.ts',
      'electron/core/timestamps/timestamp-hostile.test.ts',
    ],
  },
  {
    name: 'engine-property',
    what: 'the search engine returns what a scan of every record would, over 100,000 times',
    files: ['electron/core/search/index/engine.property.test.ts'],
  },
  {
    name: 'undo-property',
    what: 'any acts are undone and redone',
    files: ['tests/flows/undo.property.test.ts'],
  },
  {
    name: 'merge-property',
    what: 'any two copies are merged, both ways',
    files: ['tests/flows/merge.property.test.ts'],
  },
]
