import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openHost, type Host, type HostOptions } from '../../electron/core/host/host.ts'
import { contract, type MethodName, type ParamsInput, type Reply } from '../../shared/contract/index.ts'
import type { ImportResult } from '../../shared/contract/imports.ts'
import type { TagId } from '../../shared/model/ids.ts'

/** A temporary folder with an archive in it, opened through the same host that every program uses. */
export interface Bench {
  readonly folder: string
  readonly archive: string
  host: Host
  /** Calls a method, checks the reply against the contract and resolves to it; an error is thrown with its code. */
  ask<Name extends MethodName>(method: Name, params: ParamsInput<Name>): Promise<Reply<Name>>
  take(paths: readonly string[], tags?: readonly TagId[]): Promise<ImportResult>
  reopen(): Promise<void>
  /** Opens the archive as if for the first time, and creates it if it does not exist. */
  create(): Promise<void>
  end(): Promise<void>
}

export interface BenchOptions extends Pick<HostOptions, 'limits'> {
  /** The folder of another bench, closed: this one starts as a copy of it. */
  readonly from?: string
  /** Called with the archive's folder before it is opened. */
  readonly before?: (archive: string) => Promise<void>
}

export async function setUp({ from, before, ...more }: BenchOptions = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-flow-'))
  const archive = join(folder, 'archive')
  if (from) await copyBench(from, folder)
  await before?.(archive)
  const open = (create?: { title: string }) =>
    openHost({
      ...more,
      home: join(folder, 'home'),
      resources: resolve(import.meta.dirname, '../../resources'),
      actor: 'tests',
      appName: 'Holdfast',
      version: '0.0.0',
      archive,
      create,
    })
  const bench: Bench = {
    folder,
    archive,
    host: await open(from ? undefined : { title: 'Flow' }),
    async ask(method, params) {
      const result = await bench.host.call(method, params)
      if (!result.ok) throw Object.assign(new Error(`${method}: ${result.error.message}`), result.error)
      return contract[method].reply.parse(result.value) as Reply<typeof method>
    },
    async take(paths, tags = []) {
      const tickets = bench.host.issueTickets(paths).map((ticket) => ticket.id)
      const { job } = await bench.ask('imports.start', { tickets, tags: [...tags] })
      return await bench.ask('imports.wait', { job })
    },
    async reopen() {
      await bench.host.close()
      bench.host = await open()
    },
    async create() {
      bench.host = await open({ title: 'Flow' })
    },
    async end() {
      await bench.host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return bench
}

async function copyBench(from: string, folder: string): Promise<void> {
  await cp(from, folder, { recursive: true })
  // The data folder knows an archive by its path; under another one it would be a copy, with a new device code.
  const known = join(folder, 'home', 'archives.json')
  await writeFile(known, (await readFile(known, 'utf8')).replaceAll(from, folder))
}
