import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { CustodyReport } from '../../../shared/contract/custody-report.ts'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import { Hash, type TagId } from '../../../shared/model/ids.ts'
import type { Actor } from '../../../shared/model/act.ts'
import { tagPath, type Tag } from '../../../shared/model/tag.ts'
import { collectReport, completeReport, type ReportServices } from './collect-report.ts'
import { printReportPage } from './report-page.ts'
import type { SignedHead } from './signing.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import type { Store } from '../store/store.ts'
import { offsetOf } from '../store/commit.ts'

interface ReportFileServices extends ReportServices {
  readonly store: Store
  readonly tags: () => ReadonlyMap<TagId, Tag>
  readonly resources: string
  readonly actor: () => Actor
  readonly software: string
}

/**
 * Builds a custody report as the file that leaves the archive, and records its export, with the hash of the file, in
 * the ledger.
 */
export async function makeReport(
  services: ReportFileServices,
  sign: () => Promise<SignedHead>,
  { ids, as }: Params<'custody.report'>,
  signal?: AbortSignal,
): Promise<Reply<'custody.report'>> {
  const { store, software, actor } = services
  const head = await sign()
  const body = await collectReport(services, ids, signal)
  const madeAt = new Date().toISOString()
  const made = { madeAt, offset: offsetOf(madeAt), madeBy: actor(), software }
  const report = completeReport(body, head, made)
  const text = as === 'json' ? `${JSON.stringify(report, null, 2)}\n` : await printPage(services, report)
  const sha256 = Hash.parse(createHash('sha256').update(text).digest('hex'))
  await store.commit({
    act: 'exporting',
    tool: toolOf(software, { as }),
    detail: { kind: 'custody-report', records: [...ids], as, sha256 },
    changes: [],
  })
  const damaged =
    report.ledger.damages.length > 0 ||
    report.records.some(({ objects }) => objects.some(({ fixity }) => fixity !== 'unchanged'))
  const name = `custody-${ids[0]}${ids.length > 1 ? `-and-${ids.length - 1}-more` : ''}.${as}`
  return { name, text, sha256, damaged }
}

async function printPage({ tags, resources }: ReportFileServices, report: CustodyReport): Promise<string> {
  const all = tags()
  const tagPaths = new Map([...all.keys()].map((id) => [id as string, tagPath(id, all)]))
  return printReportPage(report, { tagPaths, arabicFont: await readArabicFont(resources) })
}

const FONT = 'vazirmatn-arabic-wght-normal.woff2'

// In the packaged app the font is among the resources, otherwise in its npm package; a page without it is still
// complete.
async function readArabicFont(resources: string): Promise<string | null> {
  const packaged = await readFile(join(resources, 'fonts', FONT), 'base64').catch(() => null)
  if (packaged !== null) return packaged
  try {
    const path = createRequire(import.meta.url).resolve(`@fontsource-variable/vazirmatn/files/${FONT}`)
    return await readFile(path, 'base64')
  } catch {
    return null
  }
}
