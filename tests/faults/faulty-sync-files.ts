import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { relative, resolve } from 'node:path'
import type { Fate, FaultyFiles } from './faulty-files.ts'

/** A call of `node:fs` that changes something on disk, inside the watched folder. */
export interface SyncCall {
  readonly name: 'open' | 'write' | 'sync' | 'rename' | 'mkdir' | 'rm'
  /** Relative to the watched folder. */
  readonly path: string
}

/** Like `installFaultyFiles`, for the synchronous calls, with which the index writes its files. */
export function installFaultySyncFiles(root: string, decide: (call: SyncCall) => Fate): FaultyFiles {
  const { openSync, writeSync, fsyncSync, closeSync, renameSync, mkdirSync, rmSync } = fs
  const original = { openSync, writeSync, fsyncSync, closeSync, renameSync, mkdirSync, rmSync }
  const opened = new Map<number, string>()
  const inside = (path: unknown): string | null => {
    const from = relative(root, resolve(String(path))).replaceAll('\\', '/')
    return from.startsWith('..') ? null : from
  }
  /** How many bytes may be written; infinitely many unless `decide` limits them. */
  const bytesAllowed = (name: SyncCall['name'], path: string | null): number => {
    if (path === null) return Infinity
    const fate = decide({ name, path })
    if (fate === 'go') return Infinity
    if ('short' in fate) return name === 'write' ? fate.short : Infinity
    throw Object.assign(new Error(`${fate.errno}: made to fail, ${name} '${path}'`), { code: fate.errno })
  }
  const faulty: Partial<typeof fs> = {
    openSync(path, flags = 'r', mode) {
      const from = inside(path)
      if (flags !== 'r') bytesAllowed('open', from)
      const file = openSync(path, flags, mode)
      if (from !== null) opened.set(file, from)
      return file
    },
    writeSync(
      file: number,
      data: string | NodeJS.ArrayBufferView,
      offset?: unknown,
      length?: unknown,
      at?: unknown,
    ) {
      const bytes =
        typeof data === 'string'
          ? Buffer.from(data)
          : Buffer.from(data.buffer, data.byteOffset, data.byteLength).subarray(
              Number(offset ?? 0),
              length === undefined ? undefined : Number(offset ?? 0) + Number(length),
            )
      const most = bytesAllowed('write', opened.get(file) ?? null)
      return writeSync(file, bytes, 0, Math.min(bytes.length, most), (at as number | undefined) ?? null)
    },
    fsyncSync(file) {
      bytesAllowed('sync', opened.get(file) ?? null)
      fsyncSync(file)
    },
    closeSync(file) {
      opened.delete(file)
      closeSync(file)
    },
    renameSync(from, to) {
      bytesAllowed('rename', inside(from))
      renameSync(from, to)
    },
    mkdirSync: ((path: string, options: fs.MakeDirectoryOptions) => {
      bytesAllowed('mkdir', inside(path))
      return mkdirSync(path, options)
    }) as typeof fs.mkdirSync,
    rmSync(path, options) {
      bytesAllowed('rm', inside(path))
      rmSync(path, options)
    },
  }
  Object.assign(fs, faulty)
  syncBuiltinESMExports()
  return {
    end() {
      Object.assign(fs, original)
      syncBuiltinESMExports()
    },
  }
}
