import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../shared/errors.ts'
import type { Ticket } from '../../shared/model/ids.ts'
import type { Host } from '../core/host/host.ts'

/** Receives what a browser uploads: each group, the files of one choice, gets a new folder in the inbox. */
export interface Uploads {
  /**
   * Streams one file to `name` (a relative path such as `folder/photo.jpg`) and resolves to the ticket of the file or
   * of its topmost folder. Nothing of a file that ended early is kept. Throws `request.invalid` for a bad name.
   */
  receive(group: string, name: string, bytes: Readable): Promise<Ticket>
}

interface Group {
  readonly folder: string
  readonly tickets: Map<string, Ticket>
}

/** Creates uploads into the inbox of the archive that is open at `host`. */
export function createUploads(host: Host): Uploads {
  const groups = new Map<string, Promise<Group>>()

  function groupNamed(name: string): Promise<Group> {
    const known = groups.get(name)
    if (known) return known
    const fresh = host.inboxFolder().then((folder) => ({ folder, tickets: new Map<string, Ticket>() }))
    groups.set(name, fresh)
    fresh.catch(() => groups.delete(name))
    return fresh
  }

  async function receive(group: string, name: string, bytes: Readable): Promise<Ticket> {
    const parts = splitName(name)
    const { folder, tickets } = await groupNamed(group)
    await store(join(folder, ...parts), bytes)
    const top = parts[0]!
    const ticket = tickets.get(top) ?? host.issueTickets([join(folder, top)])[0]!
    tickets.set(top, ticket)
    return ticket
  }

  return { receive }
}

/** Splits a relative path into its names; throws `request.invalid` unless each is a plain name. */
export function splitName(name: string): string[] {
  const parts = name.split('/')
  const isPlain = (part: string) => part !== '' && part !== '.' && part !== '..' && !forbidden.test(part)
  if (!parts.every(isPlain))
    throw new AppError('request.invalid', { method: 'upload', problem: 'the file name is not valid' })
  return parts
}

// On other systems a backslash and a colon are ordinary characters in a name.
const forbidden = process.platform === 'win32' ? /[\0\\:]/ : /\0/

async function store(path: string, bytes: Readable): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    // Never overwrites another file; the name keeps its last byte, so no suffix can be added to it during the upload.
    const file = await open(path, 'wx')
    await pipeline(bytes, file.createWriteStream()).catch(async (error: unknown) => {
      await rm(path, { force: true })
      throw error
    })
  } catch (error) {
    throw uploadError(error)
  }
}

const nameErrors: readonly string[] = ['EEXIST', 'ENAMETOOLONG', 'EISDIR', 'ENOTDIR', 'EINVAL']

function uploadError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC') return new AppError('store.disk-full', {}, { cause: error })
  if (code !== undefined && nameErrors.includes(code))
    return new AppError('request.invalid', { method: 'upload', problem: code }, { cause: error })
  return error
}
