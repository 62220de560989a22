import type { EntryRef, HistoryEntry } from '../../../shared/contract/records.ts'
import type { RecordId } from '../../../shared/model/ids.ts'
import { useQuery } from '../../data/use-query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { useIsReadOnly } from './use-is-read-only.ts'
import { ComparedFields } from './compared-fields.tsx'

export interface CompareVersionsProps {
  readonly id: RecordId
  readonly older: HistoryEntry
  readonly newer: HistoryEntry
  /** The newer one is the present record. */
  readonly isNow: boolean
  onRestore(entry: HistoryEntry): void
  onClose(): void
}

/** Two versions of a record side by side, word by word; either can be restored. */
export function CompareVersions({ id, older, newer, isNow, onRestore, onClose }: CompareVersionsProps) {
  const { records: words } = useMessages()
  const isReadOnly = useIsReadOnly()
  return (
    <Dialog
      title={words.compareTitle}
      isOpen
      onClose={onClose}
      closeLabel={words.close}
      size="wide"
      footer={
        <>
          {!isReadOnly && <Button onPress={() => onRestore(older)}>{words.restoreOlder}</Button>}
          {!isReadOnly && !isNow && <Button onPress={() => onRestore(newer)}>{words.restoreNewer}</Button>}
          <Button look="primary" onPress={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <FieldRows>
        <FieldRow label={words.older}>
          <VersionName entry={older} /> <del className="ui-diff ui-diff--removed">{words.onlyOlder}</del>
        </FieldRow>
        <FieldRow label={words.newer}>
          <VersionName entry={newer} isNow={isNow} />{' '}
          <ins className="ui-diff ui-diff--added">{words.onlyNewer}</ins>
        </FieldRow>
      </FieldRows>
      <Comparison id={id} a={refOf(older)} b={refOf(newer)} />
    </Dialog>
  )
}

function Comparison({ id, a, b }: { id: RecordId; a: EntryRef; b: EntryRef }) {
  const { records: words } = useMessages()
  const { value, error } = useQuery('records.compare', { id, a, b })
  if (error) return <ErrorNote error={error} />
  if (!value) return <p>{words.loading}</p>
  const differing = value.fields.filter(({ kind }) => kind !== 'unchanged')
  const same = value.fields.filter(({ kind }) => kind === 'unchanged')
  return (
    <>
      {differing.length === 0 ? <p>{words.noDifference}</p> : <ComparedFields fields={differing} />}
      {same.length > 0 && (
        <details className="compared-same">
          <summary>{words.sameFields(same.length)}</summary>
          <p>{same.map(({ field }) => words.fields[field] ?? field).join(', ')}</p>
        </details>
      )}
    </>
  )
}

function VersionName({ entry, isNow }: { entry: HistoryEntry; isNow?: boolean }) {
  const { records: words } = useMessages()
  const formats = useFormats()
  return (
    <>
      <time dateTime={entry.at} title={formats.exactInstant(entry.at)}>
        {formats.instant(entry.at)}
      </time>
      {', '}
      {words.acts[entry.act]} <bdi dir="auto">{words.by(entry.actor.name)}</bdi>
      {isNow && ` (${words.versionNow})`}
    </>
  )
}

/** Identifies an entry to the core. */
export function refOf({ device, seq }: HistoryEntry): EntryRef {
  return { device, seq }
}
