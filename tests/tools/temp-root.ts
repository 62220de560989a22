import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'holdfast-vitest-'
const IN_MEMORY = '/dev/shm'
/** More than all parallel test files use at one time. */
const NEEDED_BYTES = 2 * 1024 ** 3

/**
 * Creates a folder for this run's temporary files and removes it at the end, whatever the tests leave in it: in
 * memory if there is enough space, since few tests are about a disk. HOLDFAST_TEST_TMP names another place for it;
 * HOLDFAST_TEST_DISK is set to a folder on a disk for the tests that ask for one (disk-folder.ts).
 */
export function setup(): () => void {
  const disk = tmpdir()
  const place = process.env['HOLDFAST_TEST_TMP'] ?? (fitsInMemory() ? IN_MEMORY : disk)
  for (const each of new Set([place, disk])) removeAbandoned(each)
  const folders = [place, disk].map((each) => mkdtempSync(join(each, `${PREFIX}${process.pid}-`)))
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folders[0]
  process.env['HOLDFAST_TEST_DISK'] = folders[1]
  return () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

function fitsInMemory(): boolean {
  if (!existsSync(IN_MEMORY) || freemem() < 2 * NEEDED_BYTES) return false
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize > NEEDED_BYTES
}

/** Removes the folders of runs that were killed. */
function removeAbandoned(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (pid > 0 && !isRunning(pid)) rmSync(join(place, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM'
  }
}
