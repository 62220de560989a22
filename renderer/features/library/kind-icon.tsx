import { FileText, Film, Quote, ScrollText } from 'lucide-react'
import type { RecordKind } from '../../../shared/model/record.ts'

const icons = { statement: ScrollText, video: Film, citation: Quote, document: FileText }

/** The icon of a kind. It is always next to words that name it, so it is not read aloud. */
export function KindIcon({ kind }: { kind: RecordKind }) {
  const Icon = icons[kind]
  return <Icon className="library-kind-icon" size={15} strokeWidth={1.6} aria-hidden="true" />
}
