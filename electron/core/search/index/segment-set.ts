import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packMarks, readManifest, unpackMarks, writeManifest } from './manifest.ts'
import { mergeSegments } from './merge.ts'
import type { Segment } from './segment.ts'
import { createSegment, killRecord } from './segment.ts'
import { readSegmentFile, writeSegmentFile } from './segment-file.ts'
import type { SegmentData } from './segment-data.ts'

/** Records in memory that are sealed into a file. */
export const SEAL_RECORDS = 2048
const SEAL_BYTES = 32 << 20
const MAX_SEGMENTS = 8

/** The segments of an index: some in files, the newest in memory until they are sealed or persisted. */
export interface SegmentSet {
  readonly segments: () => readonly Segment[]
  /** The position given with the last persist that is loaded or written, or null. */
  readonly covered: () => string | null
  add(data: SegmentData): void
  kill(id: string): void
  clear(): void
  /** Writes what is in memory and names it all in the manifest. */
  persist(position: string): void
  close(): void
}

/** Opens the index in `folder`; empty and covering nothing where any part of it is missing or damaged. */
export function openSegmentSet(folder: string, readOnly: boolean): SegmentSet {
  const manifestPath = join(folder, 'manifest.json')
  const loaded = loadSegments(folder, manifestPath)
  const state: State = { folder, readOnly, segments: loaded?.segments ?? [] }
  let covered = loaded?.covered ?? null
  return {
    segments: () => state.segments,
    covered: () => covered,
    add(data) {
      if (data.records > 0) state.segments.push(createSegment(data))
      settle(state)
    },
    kill(id) {
      for (const segment of state.segments) if (killRecord(segment, id)) return
    },
    clear() {
      closeAll(state)
      covered = null
      if (!readOnly) rmSync(folder, { recursive: true, force: true })
    },
    persist(position) {
      covered = position
      if (readOnly) return
      seal(state)
      settle(state)
      const named = state.segments.map(({ file, dead }) => ({ file: file!, dead: packMarks(dead) }))
      writeManifest(manifestPath, { covered: position, segments: named })
      sweep(folder, new Set(named.map((each) => each.file)))
    },
    close: () => closeAll(state),
  }
}

interface State {
  readonly folder: string
  readonly readOnly: boolean
  segments: Segment[]
}

function closeAll(state: State): void {
  for (const each of state.segments) each.close()
  state.segments = []
}

/** Puts one segment, in memory or in a file, in the place of several. */
function replace(state: State, old: readonly Segment[], place: 'memory' | 'file'): void {
  const merged = mergeSegments(old)
  state.segments = state.segments.filter((each) => !old.includes(each))
  if (merged.records > 0)
    state.segments.push(place === 'memory' ? createSegment(merged) : writeSegment(state.folder, merged))
  for (const each of old) each.close()
}

function writeSegment(folder: string, data: SegmentData): Segment {
  mkdirSync(folder, { recursive: true })
  const file = `${randomBytes(8).toString('hex')}.segment`
  writeSegmentFile(join(folder, file), data)
  return openSegment(folder, file) ?? failToReread(file)
}

function seal(state: State): void {
  const inMemory = state.segments.filter((each) => each.file === null)
  if (inMemory.length > 0) replace(state, inMemory, 'file')
}

/** Keeps the segments few, what is in memory small, and files free of records that no longer count. */
function settle(state: State): void {
  const inMemory = state.segments.filter((each) => each.file === null)
  if (!state.readOnly && isFull(inMemory)) seal(state)
  else if (inMemory.length > MAX_SEGMENTS) replace(state, chooseMerge(inMemory), 'memory')
  if (state.readOnly) return
  const wasted = state.segments.filter((each) => each.file !== null && each.live * 2 < each.data.records)
  if (wasted.length > 0) replace(state, wasted, 'file')
  const inFiles = state.segments.filter((each) => each.file !== null)
  if (inFiles.length > MAX_SEGMENTS) replace(state, chooseMerge(inFiles), 'file')
}

function loadSegments(folder: string, manifestPath: string): { covered: string; segments: Segment[] } | null {
  const manifest = readManifest(manifestPath)
  if (!manifest) return null
  const segments: Segment[] = []
  for (const { file, dead } of manifest.segments) {
    const segment = openSegment(folder, file, dead)
    if (!segment) {
      for (const each of segments) each.close()
      return null
    }
    segments.push(segment)
  }
  return { covered: manifest.covered, segments }
}

function openSegment(folder: string, file: string, dead = ''): Segment | null {
  const opened = readSegmentFile(join(folder, file))
  return (
    opened &&
    createSegment(opened.data, { file, close: opened.close }, unpackMarks(dead, opened.data.records))
  )
}

function failToReread(file: string): never {
  throw new Error(`the segment ${file} reads otherwise than it was written`)
}

function isFull(inMemory: readonly Segment[]): boolean {
  let records = 0
  let bytes = 0
  for (const { data } of inMemory) {
    records += data.records
    bytes += data.postings.length + data.positions.length + data.stored.length
  }
  return records >= SEAL_RECORDS || bytes >= SEAL_BYTES
}

/**
 * The smallest segments, up to the first that is much larger than those before it together: each record is then
 * rewritten a few times in its life, not once for each neighbour.
 */
function chooseMerge(segments: readonly Segment[]): Segment[] {
  const size = ({ live, liveWords }: Segment) => live + liveWords
  const bySize = [...segments].sort((a, b) => size(a) - size(b))
  const chosen = bySize.slice(0, 2)
  let sum = size(chosen[0]!) + size(chosen[1]!)
  for (const next of bySize.slice(2)) {
    if (size(next) > sum / 2) break
    chosen.push(next)
    sum += size(next)
  }
  return chosen
}

/** Takes away the files that the manifest no longer names: merged segments, and what a crash left. */
function sweep(folder: string, named: ReadonlySet<string>): void {
  for (const name of readdirSync(folder))
    if (name !== 'manifest.json' && !named.has(name)) rmSync(join(folder, name), { force: true })
}
