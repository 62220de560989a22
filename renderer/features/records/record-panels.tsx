import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { IconButton } from '../../ui/button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { RecordDetails } from './record-details.tsx'
import { RecordHistory } from './record-history.tsx'
import { isCitationRead } from './is-citation-read.ts'
import type { RecordParts } from './record-pane.tsx'

const panels = ['details', 'citation', 'files', 'history'] as const
type Panel = (typeof panels)[number]

/** Under this height in CSS pixels what is read comes first, and the panels open when they are asked for. */
const OPEN_FROM = 860

/** What is recorded about the record: beside the reader where there is room, under it otherwise. */
export function RecordPanels({ record, parts }: { record: HoldfastRecord; parts: RecordParts }) {
  const { records: words } = useMessages()
  const { tab } = useAddress()
  const [isOpen, setOpen] = useState(tab !== '' || innerHeight >= OPEN_FROM)
  const offered = panels.filter((panel) => panel !== 'citation' || !isCitationRead(record))
  const selected: Panel = offered.find((panel) => panel === tab) ?? 'details'
  const contents = {
    details: <RecordDetails record={record} />,
    citation: parts.citation(record),
    files: parts.files(record),
    history: <RecordHistory record={record} />,
  }
  return (
    <section
      className={`record-panels ${isOpen ? '' : 'record-panels--closed'}`}
      aria-label={words.panelsLabel}
    >
      <Tabs
        label={words.panelsLabel}
        tabs={offered.map((id) => ({ id, label: words.panels[id], content: contents[id] }))}
        selected={selected}
        onChange={(id) => {
          setOpen(true)
          navigate({ tab: id }, 'replace')
        }}
      />
      <span className="record-panels-toggle">
        <IconButton
          label={isOpen ? words.hidePanels : words.showPanels}
          size="small"
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
        </IconButton>
      </span>
    </section>
  )
}
