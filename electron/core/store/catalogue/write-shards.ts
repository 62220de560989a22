import { join } from 'node:path'
import { syncFolder } from '../../disk/durable.ts'
import type { Shard, ShardCache } from './shard-cache.ts'
import { makeFolder } from '../../disk/make-folder.ts'

/** Writes every changed shard of a catalogue durably; those that could not be written stay changed. */
export async function writeShards({ folder, loaded, stored, unsynced }: ShardCache): Promise<void> {
  for (const shard of await Promise.all(loaded.values())) {
    if (!shard.dirty) continue
    const target = join(folder, shard.table)
    await writeShard(target, shard)
    stored.add(`${shard.table}/${shard.name}`)
    for (const each of [target, folder]) unsynced.add(each)
  }
  for (const each of unsynced) {
    await syncFolder(each)
    unsynced.delete(each)
  }
}

async function writeShard(target: string, shard: Shard): Promise<void> {
  ;[shard.dirty, shard.isWriting] = [false, true]
  try {
    await makeFolder(target, 1)
    await shard.low.write()
  } catch (cause) {
    shard.dirty = true
    throw cause
  } finally {
    shard.isWriting = false
  }
}
