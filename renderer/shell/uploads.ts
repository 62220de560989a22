import type { Ticket } from '../../shared/model/ids.ts'
import type { Result } from '../../shared/result.ts'

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

/** Every file in what was dropped, folders walked to their ends. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly ChosenFile[]> {
  // Both are gone once the drop event has ended, so they are taken before anything is awaited. A file that does not lie
  // in a file system, such as an attachment dragged out of a mail, has no entry.
  const dropped = [...transfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile())
  const found: ChosenFile[] = []
  for (const each of dropped) {
    if (each instanceof File) found.push({ path: each.name, file: each })
    else if (each !== null) await walk(each, found)
  }
  return found
}

/** Sends the files into the archive's inbox, one after another; answers one ticket for each file or folder at the top. */
export async function uploadFiles(files: readonly ChosenFile[]): Promise<readonly Ticket[]> {
  const tickets = new Map<string, Ticket>()
  const group = crypto.randomUUID()
  for (const { path, file } of files) {
    const ticket = await upload(group, path, file)
    tickets.set(ticket.id, ticket)
  }
  return [...tickets.values()]
}

async function upload(group: string, path: string, file: File): Promise<Ticket> {
  const address = `/upload?${new URLSearchParams({ group, name: path })}`
  const response = await fetch(address, { method: 'PUT', body: file })
  if (!response.ok) throw new Error(`The upload was refused (${response.status}).`)
  const result = (await response.json()) as Result<Ticket>
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

async function walk(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    found.push({ path: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolder(entry)) {
    const reader = entry.createReader()
    // A reader answers about a hundred entries at a time, and none at the end.
    for (let some = await readSome(reader); some.length > 0; some = await readSome(reader))
      for (const child of some) await walk(child, found)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}
