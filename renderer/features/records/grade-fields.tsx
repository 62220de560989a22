import { useMessages } from '../../messages/use-messages.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { FieldGroupProps } from './field-group-props.ts'

/** The Admiralty grade: the source and the information separately, every combination allowed. */
export function GradeFields({ record, edit, isReadOnly }: FieldGroupProps) {
  const { records: words } = useMessages()
  return (
    <>
      <ChoiceField
        field="reliability"
        choices={withCodes(words.reliability)}
        value={record.reliability}
        isReadOnly={isReadOnly}
        onChange={(reliability) => edit({ reliability })}
      />
      <ChoiceField
        field="credibility"
        choices={withCodes(words.credibility)}
        value={record.credibility}
        isReadOnly={isReadOnly}
        onChange={(credibility) => edit({ credibility })}
      />
    </>
  )
}

function withCodes<Code extends string>(
  words: Readonly<Record<Code, string>>,
): Readonly<Record<Code, string>> {
  // Object.fromEntries loses the codes.
  return Object.fromEntries(
    Object.entries<string>(words).map(([code, word]) => [code, `${code} – ${word}`]),
  ) as Record<Code, string>
}
