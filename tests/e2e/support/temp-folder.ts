import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs `use` with a fresh folder that is removed afterwards. */
export async function withTempFolder<T>(
  use: (folder: string) => Promise<T>,
  place: string = tmpdir(),
): Promise<T> {
  const folder = await mkdtemp(join(place, 'holdfast-e2e-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
