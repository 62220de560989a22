import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'

/** A small file system of its own, in memory. */
export interface SmallDisk {
  readonly folder: string
  /** Whether it can be written from now on. */
  allowWriting(allowed: boolean): void
  /** Takes it away as a drive that is pulled out, or answers false where that is not to be had. */
  pullOut(): void
  /** Puts what was pulled out back. */
  putBack(): void
  end(): void
}

const run = (...words: string[]): boolean =>
  spawnSync(words[0]!, words.slice(1), { stdio: 'ignore' }).status === 0

/** Mounts a file system of so many megabytes at a folder; null where nobody may mount here. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | null {
  const parked = `${folder}.parked`
  for (const each of [folder, parked]) mkdirSync(each, { recursive: true })
  if (
    process.platform !== 'linux' ||
    !run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder)
  ) {
    for (const each of [folder, parked]) rmSync(each, { recursive: true, force: true })
    return null
  }
  return {
    folder,
    allowWriting: (allowed) => void run('mount', '-o', allowed ? 'remount,rw' : 'remount,ro', folder),
    pullOut() {
      run('mount', '--bind', folder, parked)
      run('umount', '--lazy', folder)
    },
    putBack() {
      run('mount', '--bind', parked, folder)
      run('umount', '--lazy', parked)
    },
    end() {
      for (const each of [folder, parked]) {
        while (run('umount', '--lazy', each));
        rmSync(each, { recursive: true, force: true })
      }
    },
  }
}

/** Why such a disk is not to be had, in a sentence for whoever reads the tests; null where it is. */
export function whyNoSmallDisk(folder: string): string | null {
  const disk = mountSmallDisk(folder, 1)
  disk?.end()
  return disk ? null : 'mounting a small file system is not permitted here'
}
