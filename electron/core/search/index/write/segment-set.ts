import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packMarks, readManifest, unpackMarks, writeManifest } from './manifest.ts'
import { mergeInSteps } from './merge.ts'
import type { Segment } from '../segment/segment.ts'
import { createSegment, killRecord } from '../segment/segment.ts'
import { flushFile, readSegmentFile, writeSegmentInSteps } from '../segment/segment-file.ts'
import type { SegmentData } from '../segment/segment-data.ts'
import { chooseMerge } from './choose-merge.ts'
import { syncNames } from '../segment/write-all.ts'
import { makeFolderSync } from '../../../disk/make-folder.ts'

const MANIFEST = 'manifest.json'

/** When this many records are in memory they are sealed into a file. */
export const SEAL_RECORDS = 2048
/** With more segments than this, updates wait for merging: each segment slows every query down. */
const TOO_MANY = 32

/** The segments of an index: some in files, the newest in memory until they are sealed or persisted. */
export interface SegmentSet {
  readonly segments: () => readonly Segment[]
  /** The position given with the latest persist that was loaded or written, or null. */
  readonly covered: () => string | null
  /** The index file that was found damaged when the index was opened, or null. */
  readonly damaged: () => string | null
  add(data: SegmentData): void
  kill(id: string): void
  clear(): void
  /** Writes what is in memory and lists all segments in the manifest. */
  persist(position: string): void
  /** Seals and merges for a few milliseconds; returns whether there is more to do. */
  tidy(): boolean
  close(): void
}

/**
 * Opens the index in `folder`; empty and covering nothing if any part of it is missing, damaged or not marked with `key`.
 */
export function openSegmentSet(
  folder: string,
  { key, readOnly }: { readonly key: Uint8Array; readonly readOnly: boolean },
): SegmentSet {
  const { loaded, damaged } = loadSegments(folder, key)
  const state: State = {
    folder,
    key,
    readOnly,
    segments: loaded?.segments ?? [],
    unflushed: new Set(),
    named: new Set(loaded?.segments.map((each) => each.file!)),
    work: null,
  }
  let covered = loaded?.covered ?? null
  return {
    segments: () => state.segments,
    covered: () => covered,
    damaged: () => damaged,
    add(data) {
      if (data.records > 0) state.segments.push(createSegment(data))
      while (state.segments.length > TOO_MANY && tidy(state, Infinity));
    },
    kill(id) {
      for (const segment of state.segments) if (killRecord(segment, id)) return
    },
    clear() {
      closeAll(state)
      covered = null
      state.named = new Set()
      if (!readOnly) rmSync(folder, { recursive: true, force: true })
    },
    persist(position) {
      if (readOnly) {
        covered = position
        return
      }
      writeAllSegments(state, position)
      covered = position
    },
    tidy: () => tidy(state, SLICE_MS),
    close: () => closeAll(state),
  }
}

function writeAllSegments(state: State, position: string): void {
  const { folder, key, unflushed } = state
  seal(state)
  const named = state.segments.map(({ file, dead }) => ({ file: file!, dead: packMarks(dead) }))
  for (const file of unflushed) flushFile(join(folder, file))
  if (unflushed.size > 0) syncNames(folder)
  unflushed.clear()
  writeManifest(join(folder, MANIFEST), { covered: position, segments: named }, key)
  state.named = new Set(named.map((each) => each.file))
  sweep(folder, state.named)
}

/** The longest that a query waits for tidying, give or take one step. */
const SLICE_MS = 8

interface State {
  readonly folder: string
  readonly key: Uint8Array
  readonly readOnly: boolean
  segments: Segment[]
  /** Files that are written but perhaps not yet on the disk itself. */
  readonly unflushed: Set<string>
  /** Files listed in the manifest: when merged away, they stay until the next manifest no longer lists them. */
  named: ReadonlySet<string>
  /** The merge in progress. */
  work: Generator<undefined, void> | null
}

function tidy(state: State, milliseconds: number): boolean {
  const end = performance.now() + milliseconds
  do {
    state.work ??= nextWork(state)
    if (!state.work) return false
    const work = state.work
    state.work = null
    // Work that fails is not resumed; it starts over, or fails again in the next persist.
    if (!work.next().done) state.work = work
  } while (performance.now() < end)
  return true
}

function nextWork(state: State): Generator<undefined, void> | null {
  const merge = chooseMerge(state.segments, { canSeal: !state.readOnly, sealRecords: SEAL_RECORDS })
  return merge && replace(state, merge.segments, merge.place)
}

/** Replaces several segments by one, in memory or in a file. */
function* replace(
  state: State,
  old: readonly Segment[],
  place: 'memory' | 'file',
): Generator<undefined, void> {
  const before = old.map((each) => each.dead.slice())
  const only = old[0]!
  const isIntact = old.length === 1 && only.live === only.data.records
  const merged = isIntact ? only.data : yield* mergeInSteps(old)
  const segment =
    merged.records === 0
      ? null
      : place === 'memory'
        ? createSegment(merged)
        : yield* writeSegment(state, merged)
  if (segment) killSince(segment, old, before)
  state.segments = state.segments.filter((each) => !old.includes(each))
  if (segment) state.segments.push(segment)
  for (const each of old) drop(state, each)
}

/** Long builds would otherwise fill the disk with merged-away files. */
function drop({ folder, unflushed, named }: State, { file, close }: Segment): void {
  close()
  if (file === null || named.has(file)) return
  unflushed.delete(file)
  rmSync(join(folder, file), { force: true })
}

/** Removes from a merged segment what was removed from its sources during the merge. */
function killSince(merged: Segment, old: readonly Segment[], before: readonly Uint8Array[]): void {
  let number = 0
  old.forEach(({ dead }, at) => {
    for (let record = 0; record < dead.length; record++) {
      if (before[at]![record]) continue
      if (dead[record]) {
        merged.dead[number] = 1
        merged.live--
        merged.liveWords -= merged.data.lengths[number]!
      }
      number++
    }
  })
}

function closeAll(state: State): void {
  state.work?.return()
  state.work = null
  state.unflushed.clear()
  for (const each of state.segments) each.close()
  state.segments = []
}

function* writeSegment({ folder, key, unflushed }: State, data: SegmentData): Generator<undefined, Segment> {
  makeFolderSync(folder, 1)
  const file = `${randomBytes(8).toString('hex')}.segment`
  yield* writeSegmentInSteps(join(folder, file), data, key)
  unflushed.add(file)
  const opened = readSegmentFile(join(folder, file), null)
  if (!opened) throw new Error(`the segment ${file} reads otherwise than it was written`)
  return createSegment(opened.data, { file, close: opened.close })
}

/** Finishes the work in progress and writes what is in memory. */
function seal(state: State): void {
  if (state.work) for (; !state.work.next().done;);
  state.work = null
  const inMemory = state.segments.filter((each) => each.file === null)
  if (inMemory.length > 0) for (const step of replace(state, inMemory, 'file')) void step
}

interface Loading {
  readonly loaded: { readonly covered: string; readonly segments: Segment[] } | null
  readonly damaged: string | null
}

function loadSegments(folder: string, key: Uint8Array): Loading {
  const manifest = readManifest(join(folder, MANIFEST), key)
  if (manifest === 'missing') return { loaded: null, damaged: null }
  if (manifest === 'damaged') return { loaded: null, damaged: MANIFEST }
  const segments: Segment[] = []
  for (const { file, dead } of manifest.segments) {
    const segment = openSegment(join(folder, file), dead, key)
    if (!segment) {
      for (const each of segments) each.close()
      return { loaded: null, damaged: file }
    }
    segments.push(segment)
  }
  return { loaded: { covered: manifest.covered, segments }, damaged: null }
}

function openSegment(path: string, dead: string, key: Uint8Array): Segment | null {
  const opened = readSegmentFile(path, key)
  return (
    opened &&
    createSegment(
      opened.data,
      { file: basename(path), close: opened.close },
      unpackMarks(dead, opened.data.records),
    )
  )
}

/** Removes the files that the manifest no longer lists: merged segments, and leftovers of a crash. */
function sweep(folder: string, named: ReadonlySet<string>): void {
  for (const name of readdirSync(folder))
    if (name !== MANIFEST && !named.has(name)) rmSync(join(folder, name), { force: true })
}
