import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileCall } from './faulty-files.ts'

/**
 * What may be on a disk after the plug was pulled. A file's content is that of its last sync, or randomly what was
 * written since, or a part of it. A folder's entries are those of its last sync and randomly some of what came after,
 * in order.
 */
export interface DiskModel {
  follow(call: FileCall): void
  /** Writes what may remain now to an empty folder; without `random`, only what was synced. */
  leave(folder: string, random: (() => number) | null): Promise<void>
}

interface Inode {
  live: Buffer
  durable: Buffer | null
}
type Entry = Inode | 'folder'
type Step = (entries: Map<string, Entry>) => void

interface Folder {
  readonly steps: Step[]
  readonly live: Map<string, Entry>
  synced: number
}

/** An empty disk. */
export function createDiskModel(): DiskModel {
  const folders = new Map<string, Folder>([['', newFolder()]])

  const split = (path: string): [string, string] => {
    const parent = dirname(path)
    return [parent === '.' ? '' : parent, path.slice(path.lastIndexOf('/') + 1)]
  }
  const folderOf = (path: string): Folder => folders.get(path) ?? addFolder(path)
  const step = (path: string, make: Step): void => {
    const folder = folderOf(path)
    folder.steps.push(make)
    make(folder.live)
  }
  function addFolder(path: string): Folder {
    const folder = newFolder()
    folders.set(path, folder)
    const [parent, name] = split(path)
    if (path !== '') step(parent, (entries) => void entries.set(name, 'folder'))
    return folder
  }
  function inodeAt(path: string): Inode | undefined {
    const [parent, name] = split(path)
    const entry = folders.get(parent)?.live.get(name)
    return entry === 'folder' ? undefined : entry
  }
  function enter(path: string, entry: Entry): void {
    const [parent, name] = split(path)
    step(parent, (entries) => void entries.set(name, entry))
  }
  function remove(path: string): void {
    const [parent, name] = split(path)
    if (folders.get(parent)?.live.has(name)) step(parent, (entries) => void entries.delete(name))
    for (const each of folders.keys()) if (each === path || each.startsWith(`${path}/`)) folders.delete(each)
  }
  function move(from: string, to: string): void {
    const entry = inodeAt(from)
    if (!entry) return moveFolder(from, to)
    const [[parent, name], [target, named]] = [split(from), split(to)]
    if (parent !== target) {
      enter(to, entry)
      return remove(from)
    }
    // Within one folder, a file system renames atomically.
    step(parent, (entries) => void (entries.delete(name), entries.set(named, entry)))
  }
  function moveFolder(from: string, to: string): void {
    const moved = [...folders].filter(([path]) => path === from || path.startsWith(`${from}/`))
    for (const [path, folder] of moved) {
      folders.delete(path)
      folders.set(`${to}${path.slice(from.length)}`, folder)
    }
    remove(from)
    enter(to, 'folder')
  }
  function write(path: string, bytes: Buffer, at: number): void {
    const inode = inodeAt(path)
    if (!inode) return
    const live = Buffer.alloc(Math.max(inode.live.length, at + bytes.length))
    inode.live.copy(live)
    bytes.copy(live, at)
    inode.live = live
  }

  return {
    follow({ name, path, to = '', flags = '', bytes, at = 0 }) {
      if (name === 'mkdir') {
        const parts = path.split('/')
        for (let end = 1; end <= parts.length; end += 1) folderOf(parts.slice(0, end).join('/'))
      }
      if (name === 'open') {
        const inode = inodeAt(path)
        if (!inode) enter(path, { live: Buffer.alloc(0), durable: null })
        else if (flags.startsWith('w')) inode.live = Buffer.alloc(0)
      }
      if (name === 'write') write(path, bytes!, at)
      if (name === 'truncate') {
        const inode = inodeAt(path)
        if (inode) inode.live = Buffer.from(inode.live.subarray(0, at))
      }
      if (name === 'sync') {
        const inode = inodeAt(path)
        const folder = folders.get(path)
        if (inode) inode.durable = inode.live
        if (folder) folder.synced = folder.steps.length
      }
      if (name === 'rename') move(path, to)
      if (name === 'link') enter(to, inodeAt(path)!)
      if (name === 'rm') remove(path)
    },
    async leave(target, random) {
      const kept = new Map<Inode, Buffer>()
      const contentOf = (inode: Inode): Buffer => {
        const known = kept.get(inode)
        if (known) return known
        const content = remainsOf(inode, random)
        kept.set(inode, content)
        return content
      }
      const put = async (path: string): Promise<void> => {
        const folder = folders.get(path)
        await mkdir(join(target, path), { recursive: true })
        if (!folder) return
        const more = folder.steps.length - folder.synced
        const steps = folder.steps.slice(0, folder.synced + (random ? Math.floor(random() * (more + 1)) : 0))
        const entries = new Map<string, Entry>()
        for (const each of steps) each(entries)
        for (const [name, entry] of entries) {
          const below = path === '' ? name : `${path}/${name}`
          if (entry === 'folder') await put(below)
          else await writeFile(join(target, below), contentOf(entry))
        }
      }
      await put('')
    },
  }
}

const newFolder = (): Folder => ({ steps: [], live: new Map(), synced: 0 })

function remainsOf({ live, durable }: Inode, random: (() => number) | null): Buffer {
  const before = durable ?? Buffer.alloc(0)
  if (!random) return before
  const roll = random()
  if (roll < 0.4) return before
  if (roll < 0.6 || live.length <= before.length) return live
  // A part of what was appended; the other blocks were never written and read as zeros, or the file ends there.
  const part = before.length + Math.floor(random() * (live.length - before.length))
  const written = live.subarray(0, part)
  return roll < 0.8
    ? written
    : Buffer.concat([written, Buffer.alloc(Math.floor(random() * (live.length - part)))])
}
