import { FileText, Film, Quote, ScrollText } from 'lucide-react'
import type { RecordKind } from '../../../shared/model/record.ts'
import { useMessages } from '../../messages/use-messages.tsx'

const signs = { statement: ScrollText, video: Film, citation: Quote, document: FileText } as const

/** The kind of a record, as a word with its icon. */
export function KindSign({ kind }: { kind: RecordKind }) {
  const { records: words } = useMessages()
  const Sign = signs[kind]
  return (
    <span className="kind-sign">
      <Sign size={15} aria-hidden="true" />
      {words.kinds[kind]}
    </span>
  )
}
