import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'

/** A separate small file system, in memory. */
export interface SmallDisk {
  readonly folder: string
  /** Makes it writable or read-only. */
  allowWriting(allowed: boolean): void
  /** Removes it like a drive that is unplugged. */
  unplug(): void
  /** Plugs it in again. */
  plugIn(): void
  end(): void
}

const run = (...words: string[]): boolean =>
  spawnSync(words[0]!, words.slice(1), { stdio: 'ignore' }).status === 0

/** Mounts a file system of this many megabytes at a folder; null if mounting is not permitted here. */
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
    unplug() {
      run('mount', '--bind', folder, parked)
      run('umount', '--lazy', folder)
    },
    plugIn() {
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

/** Why there is no such disk, in a sentence for the reader of the test output; null if there is one. */
export function whyNoSmallDisk(folder: string): string | null {
  const disk = mountSmallDisk(folder, 1)
  disk?.end()
  return disk ? null : 'mounting a small file system is not permitted here'
}
