import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

// Writes ledgers as an opponent does: from the description of the format alone, without the product's own code, so that a
// fault there does not hide itself.

/** A line of a ledger before it is chained. */
export type ForgedLine = Readonly<Record<string, unknown>>

const GENESIS = '0'.repeat(64)

/** JSON with sorted names and no spaces (RFC 8785, for the values that lines contain). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, each]) => each !== undefined)
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`
}

function chain(line: ForgedLine, prev: string): { text: string; hash: string } {
  const hash = createHash('sha256').update(prev).update(canonical(line)).digest('hex')
  return { text: `${canonical({ ...line, prev, hash })}\n`, hash }
}

interface Forger {
  readonly at?: string
  readonly actor?: string
}

/** A line with everything that a line must have. */
export function forgedLine(device: string, more: ForgedLine, { at, actor = 'x' }: Forger = {}): ForgedLine {
  return {
    act: 'metadata modification',
    action: 'forged',
    actor: { type: 'person', name: actor },
    at: at ?? new Date().toISOString(),
    changes: [],
    device,
    ...more,
  }
}

/** Appends lines to the ledger of any device, each correctly chained; the ledger is made if there is none. */
export async function forge(archive: string, device: string, lines: readonly ForgedLine[]): Promise<void> {
  const folder = join(archive, 'ledger', device)
  const file = join(folder, '000001.jsonl')
  await mkdir(folder, { recursive: true })
  const before = (await readFile(file, 'utf8').catch(() => '')).trimEnd()
  const last = before === '' ? { seq: 0, hash: GENESIS } : JSON.parse(before.split('\n').at(-1)!)
  let { seq, hash } = last as { seq: number; hash: string }
  for (const line of lines) {
    seq += 1
    const next = chain({ ...line, seq }, hash)
    hash = next.hash
    await appendFile(file, next.text)
  }
}

/** Replaces the entire ledger of a device by these lines, and signs it with a key of the forger's own. */
export async function rewriteLedger(
  archive: string,
  { id, device }: { id: string; device: string },
  lines: readonly ForgedLine[],
): Promise<void> {
  await writeFile(join(archive, 'ledger', device, '000001.jsonl'), '')
  await forge(archive, device, lines)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
  const text = await readFile(join(archive, 'ledger', device, '000001.jsonl'), 'utf8')
  const last = JSON.parse(text.trimEnd().split('\n').at(-1)!) as { seq: number; hash: string; at: string }
  const statement = [
    'Holdfast head statement 1',
    `archive ${id}`,
    `at ${last.at}`,
    `device ${device}`,
    `key ${key}`,
    `head ${device} ${last.seq} ${last.hash}`,
    '',
  ].join('\n')
  const detail = {
    kind: 'signature',
    statement,
    signature: sign(null, Buffer.from(statement), privateKey).toString('base64'),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }),
  }
  await forge(archive, device, [
    forgedLine(device, { act: 'digital signature generation', detail }, { at: last.at }),
  ])
}
