import type { MergePreview } from '../../../shared/contract/merges.ts'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/** What a chosen copy would bring in, before anything is merged. */
export function MergePreviewSummary({ folderName, preview }: { folderName: string; preview: MergePreview }) {
  const { merge: words } = useMessages()
  const formats = useFormats()
  const { title, lines, objects, bytes, conflicts, last } = preview
  return (
    <section className="merge-look" aria-label={words.chosen}>
      <p>
        <bdi className="merge-done" dir="auto">
          {title}
        </bdi>{' '}
        <bdi className="merge-folder" dir="auto">
          {folderName}
        </bdi>
      </p>
      {lines + objects === 0 ? (
        <p>{words.nothingNew}</p>
      ) : (
        <>
          <p>{words.comes(lines, objects, formats.bytes(bytes))}</p>
          {last && (
            <p title={formats.exactInstant(last.at)}>
              {words.lastThere(last.actor.name, formats.instant(last.at))}
            </p>
          )}
          <p>{words.conflictsAhead(conflicts)}</p>
        </>
      )}
    </section>
  )
}
