import type { ContentObject } from '../../../shared/model/record.ts'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'
import { SaveCopy } from './file-card.tsx'
import type { Unplayable } from './use-player.ts'

/** Says plainly that a recording cannot be shown here, what was measured from it, and that its bytes are kept. */
export function UnplayableCard({ why, object }: { why: Unplayable; object: ContentObject }) {
  const { reader: words } = useMessages()
  const formats = useFormats()
  const { container, videoCodec, audioCodec, durationMs, width, height } = object.facts
  const facts = [
    [words.container, container],
    [words.videoCodec, videoCodec],
    [words.audioCodec, audioCodec],
    [words.duration, durationMs === undefined ? undefined : formats.duration(durationMs)],
    [words.dimensions, width && height ? `${width} × ${height}` : undefined],
  ] as const
  return (
    <div className="unplayable" aria-live="polite">
      <p className="unplayable-title">{why === 'no-picture' ? words.noPicture : words.noPlayback}</p>
      <p>{words.kept}</p>
      <FieldRows>
        {facts.map(
          ([label, fact]) =>
            fact !== undefined && (
              <FieldRow key={label} label={label}>
                {fact}
              </FieldRow>
            ),
        )}
      </FieldRows>
      <SaveCopy object={object} />
    </div>
  )
}
