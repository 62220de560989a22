import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { Params, Reply } from '../../../shared/contract/index.ts'
import { Stamped, type KeptTimestamp, type TimestampFinding } from '../../../shared/contract/timestamps.ts'
import { AppError } from '../../../shared/errors.ts'
import { Hash } from '../../../shared/model/ids.ts'
import { errnoOf } from '../disk/durable.ts'
import { readSmallFile } from '../disk/small-file.ts'
import type { SignedHead } from '../custody/signing.ts'
import { toolOf } from '../../../shared/model/tool-of.ts'
import { findEntries } from '../store/ledger/find-entries.ts'
import type { Store } from '../store/store.ts'
import type { Tickets } from '../session/tickets.ts'

/** The detail of the ledger line about a timestamp request. */
const QueryDetail = z.object({
  kind: z.literal('timestamp-query'),
  imprint: Hash,
  nonce: z.string(),
  of: Stamped,
})

/** The detail of the ledger line about a timestamp: the response and everything needed to check it again. */
const TimestampDetail = z.object({
  kind: z.literal('timestamp'),
  imprint: Hash,
  of: Stamped,
  nonce: z.string().optional(),
  response: z.string(),
  roots: z.array(z.string()),
})
type TimestampDetail = z.infer<typeof TimestampDetail>

export interface TimestampServices {
  readonly path: string
  readonly store: Store
  readonly tickets: Tickets
  readonly software: string
  readonly sign: () => Promise<SignedHead>
}

/** The timestamps of an archive: requested, imported and checked offline. */
export interface Timestamps {
  ask(request: Params<'timestamps.request'>): Promise<Reply<'timestamps.request'>>
  take(request: Params<'timestamps.import'>): Promise<Reply<'timestamps.import'>>
  list(): Promise<KeptTimestamp[]>
}

/**
 * Creates the timestamps of the archive that these services belong to. Its methods throw `timestamps.*`,
 * `vault.not-found`, `store.*`.
 */
export function createTimestamps({ path, store, tickets, software, sign }: TimestampServices): Timestamps {
  const ledger = join(path, 'ledger')
  // The ledger is scanned for timestamps once, and again after each import of one.
  let listed: Promise<KeptTimestamp[]> | null = null

  return {
    async ask({ of }) {
      const stamped: Stamped = of === 'head' ? { statement: (await sign()).statement } : { object: of }
      if ('object' in stamped && !(await store.row('objects', stamped.object)))
        throw new AppError('vault.not-found', { hash: stamped.object })
      const imprint = imprintOf(stamped)
      const { writeTimestampQuery } = await import('./timestamp-query.ts')
      const { bytes, nonce } = writeTimestampQuery(imprint)
      await store.commit({
        act: 'exporting',
        tool: toolOf(software, { standard: 'RFC 3161' }),
        detail: { kind: 'timestamp-query', imprint, nonce, of: stamped },
        changes: [],
      })
      const name = `${of === 'head' ? 'head' : of.slice(0, 12)}-${imprint.slice(0, 8)}.tsq`
      return { name, query: Buffer.from(bytes).toString('base64'), imprint, of: stamped }
    },
    async take({ answer, roots: chosen }) {
      const response = await readSmall(tickets.pathOf(answer), 'timestamps.unreadable')
      const roots: string[] = []
      for (const ticket of chosen)
        roots.push(
          (await readSmall(tickets.pathOf(ticket), 'timestamps.certificate-unreadable')).toString('utf8'),
        )
      const known = await findSubject(ledger, store, response)
      const detail: TimestampDetail = {
        kind: 'timestamp',
        imprint: known.imprint,
        of: known.of,
        ...(known.nonce === undefined ? {} : { nonce: known.nonce }),
        response: response.toString('base64'),
        roots,
      }
      const finding = await check(detail)
      const kept = finding.statedTime !== null && finding.checks.every(({ outcome }) => outcome !== 'failed')
      if (kept) await keep(store, software, detail, finding)
      listed = null
      return { ...finding, kept }
    },
    async list() {
      if (store.custody().stamps === 0) return []
      listed ??= readAll().catch((cause: unknown) => {
        listed = null
        throw cause
      })
      return await listed
    },
  }

  async function readAll(): Promise<KeptTimestamp[]> {
    const found: KeptTimestamp[] = []
    for (const entry of await findEntries(ledger, ({ bytes }) => bytes.includes('"kind":"timestamp"'))) {
      const detail = TimestampDetail.safeParse(entry.detail)
      if (entry.act !== 'digital signature validation' || !detail.success) continue
      const { device, seq, at } = entry
      const { response, roots } = detail.data
      found.push({ ...(await check(detail.data)), device, seq, at, response, roots })
    }
    return found
  }
}

const imprintOf = (of: Stamped): Hash =>
  'object' in of ? of.object : Hash.parse(createHash('sha256').update(of.statement).digest('hex'))

async function keep(store: Store, software: string, detail: TimestampDetail, finding: TimestampFinding) {
  const { holds, statedTime, provesExistenceBefore } = finding
  await store.commit({
    act: 'digital signature validation',
    outcome: holds ? 'success' : 'warning',
    tool: toolOf(software, { standard: 'RFC 3161' }),
    detail: {
      ...detail,
      ...('object' in detail.of ? { object: detail.of.object } : {}),
      holds,
      statedTime,
      provesExistenceBefore,
    },
    changes: [],
  })
}

// The code that reads certificates takes 15 MB of memory, and few archives have a timestamp, so it is loaded on
// demand.
const reader = () => import('./verify-timestamp.ts')

async function check({ response, imprint, nonce, roots, of }: TimestampDetail): Promise<TimestampFinding> {
  const { verifyTimestamp } = await reader()
  const bytes = Buffer.from(response, 'base64')
  const { holds, checks, token, provesExistenceBefore } = verifyTimestamp({
    response: bytes,
    imprint,
    ...(nonce === undefined ? {} : { nonce }),
    roots,
  })
  return {
    of,
    imprint,
    holds,
    provesExistenceBefore,
    statedTime: token?.genTime ?? null,
    accuracySeconds: token?.accuracySeconds ?? null,
    authority: token?.certificate?.subject ?? token?.authority ?? null,
    checks: [...checks],
  }
}

/**
 * Finds what a response is about: the request with its nonce, otherwise the latest one for its imprint, otherwise an
 * object with that hash.
 */
async function findSubject(
  ledger: string,
  store: Store,
  response: Buffer,
): Promise<{ imprint: Hash; of: Stamped; nonce?: string }> {
  const { verifyTimestamp } = await reader()
  const { token, checks } = verifyTimestamp({ response, imprint: NOTHING, roots: [] })
  if (!token) {
    const [status] = checks
    throw new AppError('timestamps.refused', { problem: status?.detail ?? '' })
  }
  const queries: z.infer<typeof QueryDetail>[] = []
  for (const entry of await findEntries(ledger, ({ bytes }) => bytes.includes(token.imprint))) {
    const detail = QueryDetail.safeParse(entry.detail)
    if (detail.success && detail.data.imprint === token.imprint) queries.push(detail.data)
  }
  const query = queries.find(({ nonce }) => sameNumber(nonce, token.nonce)) ?? queries.at(-1)
  if (query) return { imprint: query.imprint, of: query.of, nonce: query.nonce }
  const object = Hash.safeParse(token.imprint)
  if (object.success && (await store.row('objects', object.data)))
    return { imprint: object.data, of: { object: object.data } }
  throw new AppError('timestamps.of-nothing-here', { imprint: token.imprint.slice(0, 16) })
}

const NOTHING = '0'.repeat(64)

const sameNumber = (a: string, b: string | null): boolean =>
  b !== null && a.replace(/^0+/, '').toLowerCase() === b.replace(/^0+/, '').toLowerCase()

const MOST_BYTES = 1 << 20

async function readSmall(path: string, code: 'timestamps.unreadable' | 'timestamps.certificate-unreadable') {
  try {
    return await readSmallFile(await realpath(path), MOST_BYTES)
  } catch (cause) {
    if (errnoOf(cause) === null) throw cause
    throw new AppError(code, { problem: `${basename(path)}: ${errnoOf(cause)}` }, { cause })
  }
}
