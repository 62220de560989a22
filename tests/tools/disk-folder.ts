import { tmpdir } from 'node:os'

/** The folder for temporary files that have to be on a disk: those of other tests may be in memory (temp-root.ts). */
export const diskFolder = (): string => process.env['HOLDFAST_TEST_DISK'] ?? tmpdir()
