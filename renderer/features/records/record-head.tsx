import { ChevronLeft, ChevronRight, Copy, Maximize2, Minimize2 } from 'lucide-react'
import { directionOf } from '../../../shared/text/direction.ts'
import type { HoldfastRecord } from '../../../shared/model/record.ts'
import { showDirections } from '../../../shared/text/show-directions.ts'
import { useRunCommand } from '../../data/commands.tsx'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useWordMarks } from '../../data/use-word-marks.ts'
import { IconButton } from '../../ui/button.tsx'
import { EditableText } from '../../ui/editable-text.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { KindSign } from './kind-sign.tsx'
import { RecordMenu } from './record-menu.tsx'
import { RecordSummary } from './record-summary.tsx'
import { useEditRecord } from './use-edit-record.ts'
import { useIsReadOnly } from './use-is-read-only.ts'

export interface RecordHeadProps {
  readonly record: HoldfastRecord
  onCopyReference(): void
}

/** Identifies the record: number and kind, title, and one line on its source, date, language and grade. */
export function RecordHead({ record, onCopyReference }: RecordHeadProps) {
  const { records: words } = useMessages()
  const formats = useFormats()
  const edit = useEditRecord(record.id)
  const isReadOnly = useIsReadOnly()
  const marksOf = useWordMarks()
  return (
    <header className="record-head">
      <div className="record-head-line">
        <KindSign kind={record.kind} />
        <AccessionNumber id={record.id} />
        <span className="record-head-gap" />
        <HeadButtons record={record} onCopyReference={onCopyReference} isReadOnly={isReadOnly} />
      </div>
      <h1 className="record-title" dir={directionOf(record.title) === 'rtl' ? 'rtl' : 'ltr'}>
        <EditableText
          label={words.fields.title!}
          value={record.title}
          shownAs={showDirections(record.title)}
          marks={marksOf(record.title, 'title')}
          emptyLabel={words.untitled}
          isReadOnly={isReadOnly}
          onSave={(title) => edit({ title })}
        />
      </h1>
      <RecordSummary record={record} />
      {record.withdrawn && (
        <p className="record-withdrawn">
          {words.withdrawnOn(formats.instant(record.withdrawn.at), record.withdrawn.reason)}
        </p>
      )}
    </header>
  )
}

function AccessionNumber({ id }: { id: string }) {
  const { records: words } = useMessages()
  const show = useToast()
  const copy = async () => {
    await navigator.clipboard.writeText(id)
    show({ text: words.copied(id) })
  }
  return (
    <span className="record-number">
      <bdi dir="ltr">{id}</bdi>
      <IconButton label={words.copyId(id)} size="small" onPress={() => void copy()}>
        <Copy size={14} />
      </IconButton>
    </span>
  )
}

interface HeadButtonsProps extends RecordHeadProps {
  readonly isReadOnly: boolean
}

function HeadButtons({ record, onCopyReference, isReadOnly }: HeadButtonsProps) {
  const { records: words } = useMessages()
  const { isFilled } = useAddress()
  const run = useRunCommand()
  return (
    <>
      <IconButton label={words.previous} size="small" onPress={() => run('library.previous')}>
        <ChevronLeft size={16} />
      </IconButton>
      <IconButton label={words.next} size="small" onPress={() => run('library.next')}>
        <ChevronRight size={16} />
      </IconButton>
      <IconButton
        label={isFilled ? words.leaveFullWindow : words.fullWindow}
        size="small"
        onPress={() => navigate({ isFilled: !isFilled })}
      >
        {isFilled ? <Minimize2 size={15} /> : <Maximize2 size={15} />}
      </IconButton>
      <RecordMenu record={record} onCopyReference={onCopyReference} isReadOnly={isReadOnly} />
    </>
  )
}
