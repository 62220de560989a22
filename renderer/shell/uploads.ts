import type { Ticket } from '../../shared/model/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { HandOverWatch } from './shell.ts'

/** A file and its place in what the user chose: `name.txt`, or `folder/name.txt`. */
export interface ChosenFile {
  readonly path: string
  readonly file: File
}

/** The browser's own dialog; empty when the user chose nothing. */
export function chooseFiles(options: { readonly folder: boolean }): Promise<readonly ChosenFile[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = options.folder
  return new Promise((resolve) => {
    input.addEventListener('change', () =>
      resolve([...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))),
    )
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

/** Every file in what was dropped, including those in nested folders. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  // Both are gone once the drop event has ended, so they are read before anything is awaited. A file that is not in a
  // file system, such as an attachment dragged from an e-mail, has no entry.
  const dropped = [...transfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  const found: ChosenFile[] = []
  for (const each of dropped) {
    if (each instanceof File) found.push({ path: each.name, file: each })
    else if (each !== null) await walk(each, found)
  }
  return found
}

/**
 * Sends the files into the archive's inbox, one after another; resolves to one ticket for each file or folder at the
 * top level, and to none if it was stopped. Files sent until then are removed when the inbox is cleared.
 */
export async function uploadFiles(
  files: readonly ChosenFile[],
  headers: Readonly<Record<string, string>>,
  watch?: HandOverWatch,
): Promise<readonly Ticket[]> {
  const tickets = new Map<string, Ticket>()
  const group = crypto.randomUUID()
  const usedPaths = new Set<string>()
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  let sentBytes = 0
  for (const [doneFiles, { path, file }] of files.entries()) {
    const report = (bytes: number) =>
      watch?.onProgress({
        doneFiles,
        totalFiles: files.length,
        doneBytes: sentBytes + Math.min(bytes, file.size),
        totalBytes,
        current: file.name,
      })
    report(0)
    // Two files of the same name, dropped from two folders, must not share one path in the inbox.
    const key = path.normalize().toLowerCase()
    const place = usedPaths.has(key) ? crypto.randomUUID() : group
    usedPaths.add(key)
    const ticket = await upload({ group: place, path, file, headers }, report, watch?.signal)
    if (!ticket) return []
    tickets.set(ticket.id, ticket)
    sentBytes += file.size
  }
  return [...tickets.values()]
}

interface Upload extends ChosenFile {
  readonly group: string
  readonly headers: Readonly<Record<string, string>>
}

/** Resolves to null if it was stopped. Not `fetch`, which does not report how much of a large file has been sent. */
function upload(
  { group, path, file, headers }: Upload,
  onSent: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Ticket | null> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return resolve(null)
    const request = new XMLHttpRequest()
    request.open('PUT', `/upload?${new URLSearchParams({ group, name: path })}`)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.addEventListener('abort', () => resolve(null))
    request.addEventListener('error', () => reject(new Error('The upload was cut off.')))
    request.addEventListener('load', () => {
      if (request.status !== 200) return reject(new Error(`The upload was refused (${request.status}).`))
      const result = request.response as Result<Ticket>
      if (result.ok) resolve(result.value)
      else reject(new Error(result.error.message))
    })
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(file)
  })
}

async function walk(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    found.push({ path: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolder(entry)) {
    const reader = entry.createReader()
    // A reader returns about a hundred entries at a time, and none at the end.
    for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader))
      for (const child of batch) await walk(child, found)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}
