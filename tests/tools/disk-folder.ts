import { tmpdir } from 'node:os'

/** Where a test makes temporary files that have to be on a disk: the other tests' may be in memory (temp-root.ts). */
export const diskFolder = (): string => process.env['HOLDFAST_TEST_DISK'] ?? tmpdir()
