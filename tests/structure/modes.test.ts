import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { workerEntries } from '../../electron/core/threads/worker-entries.ts'
import { readSources } from './read-imports.ts'

const sources = [...readSources()].filter(
  ([file]) => file.startsWith('electron/') && !file.endsWith('.test.ts') && !file.includes('/testing/'),
)
const RIGHTS = 'electron/core/disk/rights.ts'

describe('rights', () => {
  it('are set for every program before it creates a file', () => {
    for (const entry of ['main', 'cli', 'browser', 'start'])
      expect(readFileSync(`electron/${entry}.ts`, 'utf8')).toMatch(/^import .* from '\.\/app-facts\.ts'$/m)
    expect(readFileSync('electron/app-facts.ts', 'utf8')).toMatch(/^keepFilesPrivate\(\)$/m)
    // The one worker that is a process; threads have the mask of theirs.
    expect(readFileSync(`electron/core/${workerEntries.extract}`, 'utf8')).toContain('followRights(')
  })

  it('are widened nowhere: a number of a mode allows nothing to others, and only one file sets the mask', () => {
    const wider = sources.flatMap(([file, text]) =>
      [...text.matchAll(/\b0o[0-7]+\b/g)].flatMap(([number]) =>
        file !== RIGHTS && (Number(number) & 0o037) !== 0 && !isMask(text, number)
          ? [`${file} ${number}`]
          : [],
      ),
    )
    expect(wider).toEqual([])
    expect(sources.filter(([, text]) => text.includes('umask')).map(([file]) => file)).toEqual([RIGHTS])
  })

  it('are not waived by reading whole files of folders that others may write', () => {
    const readers = sources.filter(([, text]) => /\b(?:readFile|readFileSync|createReadStream)\b/.test(text))
    expect(readers.map(([file]) => file).sort()).toEqual([...mayReadWhole].sort())
  })
})

// `mode & 0o077` asks; it gives nothing.
const isMask = (text: string, number: string): boolean => text.includes(`& ${number}`)

/**
 * These read what the user has just named, what ships with Holdfast, what the kernel says, a file of the profile that no
 * other user can reach, or a file that is open and of known size.
 */
const mayReadWhole = [
  'electron/cli/commands/checking.ts',
  'electron/core/batches/batch-service.ts',
  'electron/core/custody/report-file.ts',
  'electron/core/disk/running-process.ts',
  'electron/core/extract/reading/file-bytes.ts',
  'electron/core/host/sample.ts',
  'electron/core/search/index/corpus/text-cache.ts',
  'electron/desktop/find-runtime.ts',
  'electron/desktop/refuse-switches.ts',
  'electron/desktop/window-state.ts',
  'electron/serve/page-file.ts',
]
