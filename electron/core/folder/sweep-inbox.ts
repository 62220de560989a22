import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { NoteRepair } from '../disk/set-aside.ts'
import { hashesNamed } from '../store/ledger/read.ts'
import type { Store } from '../store/store.ts'
import type { Vault } from '../vault/vault.ts'

/**
 * Removes unfinished imports and uploads of the last session; after a crash, also moves objects that no ledger line
 * names out of the vault.
 */
export async function sweepInbox(
  path: string,
  crashed: boolean,
  { store, vault, note }: { store: Store; vault: Vault; note: NoteRepair },
): Promise<void> {
  const inbox = join(path, 'inbox')
  for (const name of await readdir(inbox)) {
    if (name.endsWith('.part') || name === 'uploads')
      await rm(join(inbox, name), { recursive: true, force: true })
  }
  if (!crashed) return
  // The catalogue may be wrong, so only objects that no ledger line names are moved.
  let named: Promise<Set<string>> | null = null
  const swept = await vault.sweepUnlisted(async (hash) => {
    if (await store.row('objects', hash)) return true
    named ??= hashesNamed(join(path, 'ledger'))
    return (await named).has(hash)
  })
  if (swept.length === 0) return
  const files = swept.length === 1 ? 'A file was' : `${swept.length} files were`
  const message = `${files} being imported when Holdfast ended, and never entered in the ledger. What was copied was moved out of the vault; import it again.`
  note({ kind: 'unlisted-objects', path: 'vault', aside: 'inbox/unlisted', message })
}
