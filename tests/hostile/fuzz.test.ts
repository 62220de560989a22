import { afterAll, beforeAll, expect, test } from 'vitest'
import { setUp, type Bench } from '../flows/support.ts'
import { atLevel, PATIENCE_MS, seed, testRandom } from '../tools/level.ts'
import { damagesIn } from '../tools/verify-here.ts'
import { importChecked, peakOf, type NamedBytes } from './import-checked.ts'
import { mutate } from './mutate.ts'
import { seeds } from './seeds.ts'

const COUNT = atLevel(25, 6000)
const AT_ONCE = 100

let bench: Bench
beforeAll(async () => {
  bench = await setUp({ limits: { readMs: 10_000, drawMs: 5_000, largestBytes: 600 * 1024 ** 2 } })
})
afterAll(async () => await bench.end())

test(
  `${COUNT} damaged files are kept, read as far as possible, and harm nobody`,
  { timeout: PATIENCE_MS },
  async () => {
    const random = testRandom()
    const originals = seeds()
    const others = originals.map(({ bytes }) => bytes)
    const fileOf = (number: number): NamedBytes => {
      const { extension, bytes } = originals[Math.floor(random() * originals.length)]!
      // Occasionally with another file's extension, so that readers meet files that are not theirs.
      const named = random() < 0.1 ? originals[Math.floor(random() * originals.length)]!.extension : extension
      return { name: `${number}${named}`, bytes: mutate(bytes, random, others) }
    }
    const notes = new Map<string, number>()
    const peak = await peakOf(async () => {
      for (let at = 0; at < COUNT; at += AT_ONCE) {
        const files = Array.from({ length: Math.min(AT_ONCE, COUNT - at) }, (_, number) =>
          fileOf(at + number),
        )
        for (const outcome of (await importChecked(bench, files)).values()) {
          for (const note of outcome.notes ?? []) notes.set(note, (notes.get(note) ?? 0) + 1)
          if (outcome.name.endsWith('.pdf'))
            await bench.host.renderPage(outcome.hash!, 1, 200).catch((error: unknown) => {
              expect(error).toMatchObject({ code: 'extract.failed' })
            })
        }
      }
    })
    console.log(
      `${COUNT} files, seed ${seed()}: ${Math.round(peak / 1e6)} MB more in this process`,
      Object.fromEntries(notes),
    )
    expect(peak).toBeLessThan(500e6)
    await bench.host.close()
    expect(await damagesIn(bench.archive)).toEqual([])
  },
)
