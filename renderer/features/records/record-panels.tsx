import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRef } from 'react'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useCommand, useRunCommand } from '../../data/commands.tsx'
import { navigate, useAddress } from '../../data/use-address.ts'
import { IconButton } from '../../ui/button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { RecordDetails } from './record-details.tsx'
import { RecordHistory } from './record-history.tsx'
import { isCitationRead } from './is-citation-read.ts'
import type { RecordParts } from './record-parts.ts'

const panels = ['details', 'citation', 'files', 'history'] as const
type Panel = (typeof panels)[number]

export interface RecordPanelsProps {
  readonly record: HoldfastRecord
  readonly parts: RecordParts
  readonly isOpen: boolean
  onOpenChange(isOpen: boolean): void
}

/** What is recorded about the record: next to the reader if there is space, under it otherwise. */
export function RecordPanels({ record, parts, isOpen, onOpenChange }: RecordPanelsProps) {
  const { records: words } = useMessages()
  const { tab } = useAddress()
  const offered = panels.filter((panel) => panel !== 'citation' || !isCitationRead(record))
  const selected: Panel = offered.find((panel) => panel === tab) ?? 'details'
  const contents = {
    details: <RecordDetails record={record} />,
    citation: parts.citation(record),
    files: parts.files(record),
    history: <RecordHistory record={record} />,
  }
  const section = usePanelsKey(isOpen, onOpenChange)
  return (
    <section
      ref={section}
      className={`record-panels ${isOpen ? '' : 'record-panels--closed'}`}
      aria-label={words.panelsLabel}
    >
      <Tabs
        label={words.panelsLabel}
        tabs={offered.map((id) => ({ id, label: words.panels[id], content: contents[id] }))}
        selected={selected}
        onChange={(id) => {
          onOpenChange(true)
          navigate({ tab: id }, 'replace')
        }}
      />
      <span className="record-panels-toggle">
        <IconButton
          label={isOpen ? words.hidePanels : words.showPanels}
          size="small"
          onPress={() => onOpenChange(!isOpen)}
        >
          {isOpen ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
        </IconButton>
      </span>
    </section>
  )
}

/** One key moves into the panels, opening them if they are folded, and from there back to the reader. */
function usePanelsKey(isOpen: boolean, onOpenChange: (isOpen: boolean) => void) {
  const { records: words } = useMessages()
  const section = useRef<HTMLElement>(null)
  const runCommand = useRunCommand()
  const run = () => {
    const isWithin = section.current?.contains(document.activeElement) ?? false
    onOpenChange(!(isOpen && isWithin))
    if (isOpen && isWithin) runCommand('window.enter-record')
    else section.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()
  }
  useCommand({ id: 'records.panels', label: words.panelsKey, group: words.region, keys: ['D'], run })
  return section
}
