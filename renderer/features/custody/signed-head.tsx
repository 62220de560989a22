import type { ArchiveHealth } from '../../../shared/contract/custody.ts'
import { bytesOf, saveFile } from '../../data/save-file.ts'
import { useAction } from '../../data/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FieldRow, FieldRows } from '../../ui/field-row.tsx'
import { ShortHash } from '../../ui/short-hash.tsx'
import { useFormats, useMessages } from '../../messages/use-messages.tsx'

/**
 * How far the ledger reaches, in the form people write down; who signs it; and the files with which a third party
 * checks it.
 */
export function SignedHead({ health }: { health: ArchiveHealth }) {
  const { custody: words, window } = useMessages()
  const formats = useFormats()
  const head = useAction('custody.head')
  const newKey = useAction('custody.rotate-key')
  const save = async () => {
    const result = await head.run({})
    if (!result.ok) return
    const { statement, signature, publicKey } = result.value
    saveFile('head.txt', new Blob([statement]))
    saveFile('head.sig', bytesOf(signature))
    saveFile('key.pem', new Blob([publicKey]))
  }
  const error = head.error ?? newKey.error
  const { short, unsigned, signedAt, key } = health
  return (
    <>
      <p className="health-advice">{words.headAdvice}</p>
      <FieldRows>
        <FieldRow label={words.head}>
          {short === null ? words.noHead : <code className="health-head">{short}</code>}
        </FieldRow>
        <FieldRow label={words.signed}>
          {signedAt === null ? words.neverSigned : words.signedAt(formats.instant(signedAt), unsigned)}
        </FieldRow>
        <FieldRow label={words.key}>
          <ShortHash hash={key.fingerprint} copyLabel={window.copy} copiedLabel={window.copied} />{' '}
          {words.keyStates[key.state]}
        </FieldRow>
      </FieldRows>
      <div className="health-actions">
        <Button isDisabled={head.isPending} onPress={() => void save()}>
          {words.saveHead}
        </Button>
        <Button look="quiet" isDisabled={newKey.isPending} onPress={() => void newKey.run({})}>
          {words.newKey}
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
    </>
  )
}
