import { useState } from 'react'
import { saveFile } from '../../data/save-file.ts'
import { useAction } from '../../data/use-action.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/** Saves the table of a batch where the browser or the user decides; it is fetched in parts because it may be large. */
export function useSaveTable(job: string) {
  const { batch: words } = useMessages()
  const { run, error } = useAction('batches.table')
  const [isPending, setPending] = useState(false)
  const save = async (format: 'csv' | 'json') => {
    setPending(true)
    const parts = await readParts(format)
    setPending(false)
    if (parts) saveFile(`${words.fileName}.${format}`, new Blob(parts, { type: mediaTypes[format] }))
  }
  const readParts = async (format: 'csv' | 'json'): Promise<Blob[] | null> => {
    const read: Blob[] = []
    for (let part = 0, parts = 1; part < parts; part++) {
      // Without the byte order mark Excel reads a file as Western European text.
      const result = await run({ job, format, part, bom: format === 'csv' })
      if (!result.ok) return null
      // The browser keeps a large blob on disk, but a string in memory.
      read.push(new Blob([result.value.text]))
      parts = result.value.parts
    }
    return read
  }
  return { save, isPending, error }
}

const mediaTypes = { csv: 'text/csv', json: 'application/json' } as const
