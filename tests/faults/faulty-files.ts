import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { relative, resolve } from 'node:path'

/** A call that changes something on disk, inside the watched folder. */
export interface FileCall {
  readonly name: 'open' | 'write' | 'sync' | 'truncate' | 'rename' | 'link' | 'rm' | 'mkdir' | 'chmod'
  /** Relative to the watched folder. */
  readonly path: string
  readonly to?: string
  readonly flags?: string
  readonly bytes?: Buffer
  readonly at?: number
}

/** What happens to a call: it succeeds, it fails with an errno, or only this many bytes of a write are written. */
export type Fate = 'go' | { readonly errno: string } | { readonly short: number }

export interface FaultyFiles {
  /** Lets the disk work normally again. */
  end(): void
}

type Open = typeof fs.open
type Handle = Awaited<ReturnType<Open>>

/**
 * Puts a layer between this thread and its disk: `decide` is called before every call inside `root` that would change
 * something, `onDone` after each that succeeded. Everything that imports `node:fs/promises` goes through it.
 */
export function installFaultyFiles(
  root: string,
  decide: (call: FileCall) => Fate,
  onDone: (call: FileCall) => void = () => {},
): FaultyFiles {
  const original = { ...fs }
  const restore: (() => void)[] = []
  const inside = (path: unknown): string | null => {
    const from = relative(root, resolve(String(path))).replaceAll('\\', '/')
    return from.startsWith('..') ? null : from
  }
  const pass = async <T>(call: FileCall | null, make: () => Promise<T>): Promise<T> => {
    if (!call) return await make()
    const fate = decide(call)
    if (fate !== 'go' && 'errno' in fate) throw failure(fate.errno, call)
    const made = await make()
    onDone(call)
    return made
  }
  const replace = (name: string, by: unknown): void => {
    const before = fs[name as 'open']
    Object.assign(fs, { [name]: by })
    restore.push(() => Object.assign(fs, { [name]: before }))
  }

  function watch(handle: Handle, path: string): Handle {
    let end = 0
    const write = handle.write.bind(handle) as (...all: unknown[]) => Promise<{ bytesWritten: number }>
    const writeBytes = async (bytes: Buffer, at: number | null): Promise<number> => {
      const call: FileCall = { name: 'write', path, bytes, at: at ?? end }
      const fate = decide(call)
      if (fate !== 'go' && 'errno' in fate) throw failure(fate.errno, call)
      const part = fate === 'go' ? bytes : bytes.subarray(0, fate.short)
      const { bytesWritten } = await write(part, 0, part.length, at)
      if (at === null) end += bytesWritten
      onDone({ ...call, bytes: Buffer.from(part.subarray(0, bytesWritten)) })
      return bytesWritten
    }
    return Object.assign(handle, {
      async write(data: Buffer | string, offset = 0, length?: number, position: number | null = null) {
        const bytes =
          typeof data === 'string'
            ? Buffer.from(data)
            : data.subarray(offset, length === undefined ? undefined : offset + length)
        return {
          bytesWritten: await writeBytes(Buffer.from(bytes), typeof data === 'string' ? null : position),
          buffer: data,
        }
      },
      async writeFile(data: string | Uint8Array) {
        const bytes = Buffer.from(data as string) // accepts both
        for (let done = 0; done < bytes.length;) done += await writeBytes(bytes.subarray(done), null)
      },
      sync: () => pass({ name: 'sync', path }, Object.getPrototypeOf(handle).sync.bind(handle)),
      datasync: () => pass({ name: 'sync', path }, Object.getPrototypeOf(handle).datasync.bind(handle)),
      truncate: (length = 0) =>
        pass({ name: 'truncate', path, at: length }, () =>
          Object.getPrototypeOf(handle).truncate.call(handle, length),
        ),
    })
  }

  replace('open', async (path: string, flags: string | number = 'r', mode?: number) => {
    const from = inside(path)
    if (from === null || typeof flags === 'number') return await original.open(path, flags, mode)
    // Folders are opened to be synced; opening a file for reading changes nothing.
    const handle =
      flags === 'r'
        ? await original.open(path, flags, mode)
        : await pass({ name: 'open', path: from, flags }, () => original.open(path, flags, mode))
    return watch(handle, from)
  })
  replace('writeFile', async (path: string, data: string | Uint8Array, options?: { flag?: string }) => {
    if (typeof path !== 'string' || inside(path) === null)
      return await original.writeFile(path, data, options)
    const handle = await fs.open(path, options?.flag ?? 'w')
    try {
      await handle.writeFile(data)
    } finally {
      await handle.close()
    }
  })
  for (const name of ['rename', 'link'] as const)
    replace(name, (from: string, to: string) => {
      const path = inside(from)
      return pass(path === null ? null : { name, path, to: inside(to) ?? '' }, () => original[name](from, to))
    })
  for (const name of ['rm', 'mkdir', 'chmod'] as const)
    replace(name, (path: string, more: never) => {
      const from = inside(path)
      return pass<unknown>(from === null ? null : { name, path: from }, () => original[name](path, more))
    })
  syncBuiltinESMExports()
  return {
    end() {
      for (const each of restore) each()
      syncBuiltinESMExports()
    },
  }
}

function failure(errno: string, { name, path }: FileCall): Error {
  return Object.assign(new Error(`${errno}: made to fail, ${name} '${path}'`), {
    code: errno,
    syscall: name,
    path,
  })
}
