import { useMemo, useState } from 'react'

/** The records that are marked to be worked on together. They stay marked while the user searches for more. */
export interface Marks {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  add(ids: readonly string[]): void
  clear(): void
}

/** No record is marked at first, nor after another archive was opened. */
export function useMarks(archive: string | undefined): Marks {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [owner, setOwner] = useState(archive)
  if (archive !== owner) {
    setOwner(archive)
    setIds(new Set())
  }
  return useMemo(
    () => ({
      ids,
      toggle: (id) =>
        setIds((marked) => {
          const next = new Set(marked)
          if (!next.delete(id)) next.add(id)
          return next
        }),
      add: (more) => setIds((marked) => new Set([...marked, ...more])),
      clear: () => setIds(new Set()),
    }),
    [ids],
  )
}
