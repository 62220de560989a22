import { showDirections } from '../../../shared/text/show-directions.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import { useSaveCopy } from '../../data/use-save-copy.ts'
import { Button } from '../../ui/button.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { ExtractionNotes } from './extraction-notes.tsx'

/** A file that cannot be shown: its name, its type, and a copy to save. */
export function FileCard({ object }: { object: ContentObject }) {
  const { reader: words } = useMessages()
  const formats = useFormats()
  return (
    <div className="file-card">
      <p>{object.sizeBytes === 0 ? words.emptyFile : object.notes.length === 0 && words.cannotShow}</p>
      <ExtractionNotes object={object} />
      <FieldRows>
        <FieldRow label={words.name}>
          <bdi dir="auto">{showDirections(object.name)}</bdi>
        </FieldRow>
        <FieldRow label={words.bytes}>{formats.bytes(object.sizeBytes)}</FieldRow>
        <FieldRow label={words.mediaType}>
          <code>{object.mediaType}</code>
        </FieldRow>
        <FieldRow label={words.hash}>
          <code className="whole-hash">{object.hash}</code>
        </FieldRow>
      </FieldRows>
      <SaveCopy object={object} />
    </div>
  )
}

/** Saves the original bytes under their original name. */
export function SaveCopy({ object }: { object: ContentObject }) {
  const { reader: words } = useMessages()
  const save = useSaveCopy()
  return (
    <Button look="link" onPress={() => save(object)}>
      {words.saveCopy}
    </Button>
  )
}
