import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { BackupGeneration } from '../../../shared/contract/backups.ts'
import { Hash, Instant } from '../../../shared/model/ids.ts'
import { writeDurably } from '../disk/durable.ts'
import { readJson } from '../disk/read-json.ts'
import { listGenerations, UNFINISHED, type BackupPlace } from './layout.ts'
import { readManifest, readFullManifest, type Manifest } from './manifest.ts'

const Proof = z.object({ at: Instant, manifestSha256: Hash })
const FILE = 'proved.json'

/** How many proved backups are kept. */
const KEPT = 2

/** Notes next to a backup that it was restored and compared. */
export async function noteProof(place: BackupPlace, generation: string, manifestSha256: Hash): Promise<void> {
  const proof = { at: new Date().toISOString(), manifestSha256 }
  await writeDurably(join(place.generations, generation, FILE), `${JSON.stringify(proof, null, 1)}\n`)
}

/** A backup as a list shows it. Throws `backups.damaged` when its manifest is incomplete. */
export async function describeGeneration(place: BackupPlace, generation: string): Promise<BackupGeneration> {
  const { manifest, sha256 } = await readManifest(place, generation)
  const { archive, title, endedAt, lines, objects, bytes, lacking } = manifest
  return {
    archive,
    title,
    generation,
    at: endedAt,
    lines,
    objects,
    bytes,
    lacking: lacking.length,
    provedAt: await provedAt(place, generation, sha256),
    manifestSha256: sha256,
  }
}

/**
 * Drops backups older than the two latest proved ones if one that is kept reaches at least as far in every ledger:
 * copies that are worked on separately may be backed up to one place. Then it removes the objects that no backup
 * names. Returns what was dropped. `reaches` says whether the ledgers of one backup have all lines of another.
 */
export async function pruneGenerations(
  place: BackupPlace,
  reaches: (kept: Manifest, old: Manifest) => Promise<boolean>,
): Promise<string[]> {
  const names = (await listGenerations(place)).reverse()
  const kept: Manifest[] = []
  const dropped: string[] = []
  let proved = 0
  for (const name of names) {
    const read = await readManifest(place, name).catch(() => null)
    // A backup that cannot be read is left for the user to judge.
    if (!read) continue
    const isSpare = proved >= KEPT && (await someReach(kept, read.manifest, reaches))
    if (isSpare) dropped.push(name)
    else {
      kept.push(read.manifest)
      if (await provedAt(place, name, read.sha256)) proved += 1
    }
  }
  for (const name of dropped) await drop(place, name)
  if (dropped.length > 0) await dropObjects(place)
  return dropped
}

async function someReach(
  kept: readonly Manifest[],
  old: Manifest,
  reaches: (kept: Manifest, old: Manifest) => Promise<boolean>,
): Promise<boolean> {
  for (const each of kept) if (await reaches(each, old)) return true
  return false
}

async function provedAt(
  place: BackupPlace,
  generation: string,
  manifestSha256: Hash,
): Promise<string | null> {
  const proof = await readJson(join(place.generations, generation, FILE), Proof)
  return proof?.manifestSha256 === manifestSha256 ? proof.at : null
}

// A partly dropped backup must not look complete: once renamed, the next run sweeps it.
async function drop({ generations }: BackupPlace, name: string): Promise<void> {
  const away = join(generations, `${name}${UNFINISHED}`)
  await rename(join(generations, name), away)
  await rm(away, { recursive: true, force: true })
}

async function dropObjects(place: BackupPlace): Promise<void> {
  const named = new Set<string>()
  for (const generation of await listGenerations(place)) {
    const read = await readFullManifest(place, generation).catch(() => null)
    // A list that cannot be read may name any object; then none is removed.
    if (!read) return
    for (const { sha256, isObject } of read.files) if (isObject) named.add(sha256)
  }
  for (const folder of await readdir(place.objects))
    for (const name of await readdir(join(place.objects, folder)).catch(() => []))
      if (/^[0-9a-f]{64}$/.test(name) && !named.has(name))
        await rm(join(place.objects, folder, name), { force: true })
}
