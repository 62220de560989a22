import type { ContentObject } from '../../shared/model/record.ts'
import { saveFrom } from './save-file.ts'
import { useShell } from './shell-provider.tsx'

/** Saves the original bytes of an object under their original name; their address is asked for at that moment. */
export function useSaveCopy(): (object: ContentObject) => void {
  const shell = useShell()
  return ({ hash, name }) => {
    const save = async () => saveFrom((await shell.addressOf({ hash, as: 'copy', name })).address, name)
    save().catch((thrown: unknown) => console.error(thrown))
  }
}
