import type { Break } from './break.ts'
import { guardBreaks } from './guards.ts'
import { storageBreaks } from './storage.ts'

/** Every deliberate break that the tests are shown to catch. */
export const breaks: readonly Break[] = [...storageBreaks, ...guardBreaks]
