import type { Damage } from '../../../shared/contract/custody.ts'

const SHOWN = 50

/** Files that are damaged or missing, with what is wrong with each. */
export function LostFiles({ heading, damages }: { heading: string; damages: readonly Damage[] }) {
  return (
    <div className="backup-lost">
      <p>{heading}</p>
      <ul>
        {damages.slice(0, SHOWN).map(({ file, message }) => (
          <li key={file}>
            <bdi className="backup-path" dir="ltr">
              {message}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  )
}
