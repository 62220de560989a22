import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hasPendingLine } from '../folder/pending-lines.ts'
import type { Profile } from '../profile/profile.ts'
import { readCatalogueHead } from '../store/catalogue/head.ts'
import type { LedgerHead } from '../store/ledger/head.ts'
import { listDevices, listSegments } from '../store/ledger/read.ts'
import { endsWithEntry } from '../store/ledger/seen-lines.ts'

/**
 * True for an archive that came from elsewhere: this computer did not make or restore it in this folder, nobody has said
 * here that it is theirs to work on, and it is not one of this computer's own that was moved and is unchanged.
 */
export async function isReceived(
  profile: Profile,
  { id, path }: { readonly id: string; readonly path: string },
): Promise<boolean> {
  const known = (await profile.known()).filter((archive) => archive.id === id && archive.isMine)
  if (known.some((archive) => archive.path === path)) return false
  if (known.length > 0 && (await isAsLeft(profile, id, path))) return false
  return !(await hasPendingLine(path, { key: profile.pendingKey(), archive: id }))
}

// The head of the catalogue bears the mark of this computer, and every ledger ends where it says.
async function isAsLeft(profile: Profile, id: string, path: string): Promise<boolean> {
  const head = await readCatalogueHead(join(path, 'catalogue', 'head.json'), profile.marksFor(id))
  if (!head) return false
  const ledger = join(path, 'ledger')
  for (const device of await listDevices(ledger)) {
    const covered = head.covers[device]
    if (!covered || !(await endsAt(join(ledger, device), covered))) return false
  }
  return true
}

async function endsAt(deviceFolder: string, head: LedgerHead): Promise<boolean> {
  if ((await listSegments(deviceFolder)).at(-1) !== head.file) return false
  const { size } = await stat(join(deviceFolder, head.file))
  return size === head.offset && (await endsWithEntry(deviceFolder, head))
}
