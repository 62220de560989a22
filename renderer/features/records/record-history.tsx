import { useState } from 'react'
import type { HistoryEntry } from '../../../shared/contract/records.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { CompareVersions } from './compare-versions.tsx'
import { HistoryItem } from './history-item.tsx'
import { RestoreVersion } from './restore-version.tsx'
import { useIsReadOnly } from './use-is-read-only.ts'
import './history.css'

/**
 * Who changed what and when, latest first, with the values before and after; two versions can be compared, one
 * restored.
 */
export function RecordHistory({ record }: { record: HoldfastRecord }) {
  const { records: words } = useMessages()
  const { value: entries, error } = useQuery('records.history', { id: record.id })
  if (error) return <ErrorNote error={error} />
  if (!entries) return <p className="record-loading">{words.loading}</p>
  if (entries.length === 0)
    return <EmptyState title={words.historyEmptyTitle}>{words.historyEmpty}</EmptyState>
  return <Entries key={record.id} id={record.id} entries={entries} />
}

/** The dialog that is open. */
type OpenDialog =
  | { readonly what: 'compare'; readonly older: HistoryEntry; readonly newer: HistoryEntry }
  | { readonly what: 'restore'; readonly entry: HistoryEntry }

function Entries({ id, entries }: { id: RecordId; entries: readonly HistoryEntry[] }) {
  const isReadOnly = useIsReadOnly()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const last = entries.at(-1)!
  const choose = (entry: HistoryEntry, isChosen: boolean) => {
    const others = chosen.filter((name) => name !== nameOf(entry))
    // A third replaces the one that was chosen first.
    setChosen(isChosen ? [...others.slice(-1), nameOf(entry)] : others)
  }
  const close = () => setDialog(null)
  return (
    <>
      <ol className="history" reversed>
        {entries.toReversed().map((entry) => (
          <HistoryItem
            key={nameOf(entry)}
            entry={entry}
            entries={entries}
            isChosen={chosen.includes(nameOf(entry))}
            onChoose={(isChosen) => choose(entry, isChosen)}
            onRestore={isReadOnly || entry === last ? undefined : () => setDialog({ what: 'restore', entry })}
          />
        ))}
      </ol>
      <ChoiceBar
        chosen={entries.filter((entry) => chosen.includes(nameOf(entry)))}
        last={last}
        onCompare={(older, newer) => setDialog({ what: 'compare', older, newer })}
        onClear={() => setChosen([])}
      />
      {dialog?.what === 'compare' && (
        <CompareVersions
          id={id}
          older={dialog.older}
          newer={dialog.newer}
          isNow={nameOf(dialog.newer) === nameOf(last)}
          onRestore={(entry) => setDialog({ what: 'restore', entry })}
          onClose={close}
        />
      )}
      {dialog?.what === 'restore' && <RestoreVersion id={id} entry={dialog.entry} onClose={close} />}
    </>
  )
}

interface ChoiceBarProps {
  /** In chronological order. */
  readonly chosen: readonly HistoryEntry[]
  readonly last: HistoryEntry
  onCompare(older: HistoryEntry, newer: HistoryEntry): void
  onClear(): void
}

/** What can be done with the chosen versions; announced when one is chosen. */
function ChoiceBar({ chosen, last, onCompare, onClear }: ChoiceBarProps) {
  const { records: words } = useMessages()
  const [older, newer] = chosen
  const isLast = older === last
  const hint = newer ? words.chosenTwo : isLast ? words.chosenLast : words.chosenOne
  return (
    <output className="history-bar">
      {older && (
        <>
          <span>{hint}</span>
          {newer && (
            <Button look="primary" size="small" onPress={() => onCompare(older, newer)}>
              {words.compareTwo}
            </Button>
          )}
          {!newer && !isLast && (
            <Button size="small" onPress={() => onCompare(older, last)}>
              {words.compareWithNow}
            </Button>
          )}
          <Button look="link" size="small" onPress={onClear}>
            {words.clearChoice}
          </Button>
        </>
      )}
    </output>
  )
}

const nameOf = ({ device, seq }: HistoryEntry): string => `${device} ${seq}`
