import { randomBytes } from 'node:crypto'
import { createMarks, isSameMark, markWith, type Marks } from './marks.ts'

/** What this computer knows about an archive from outside its folder. */
export interface Trust extends LineTrust {
  readonly marks: Marks
}

/** What it takes to recognise the lines that this computer wrote; it can be sent to a thread. */
export interface LineTrust {
  /** The key of the seals. */
  readonly key: Uint8Array
  /**
   * The device codes under which this computer writes or has written to the archive, each with the number of the last
   * line from before lines were sealed one by one; 0 if all are sealed.
   */
  readonly writers: ReadonlyMap<string, { readonly unsealedUpTo: number }>
}

/** A line as it is checked: `content` is what its seal covers. */
export interface SealedLine {
  readonly device: string
  readonly seq: number
  readonly seal: unknown
  readonly content: () => string
}

/** The seal of a line that this computer writes. */
export function sealOf({ key }: LineTrust, content: string): string {
  return markWith(key, content)
}

/** True for a line under a device code of this computer that this computer did not write. */
export function isForeign({ key, writers }: LineTrust, line: SealedLine): boolean {
  const own = writers.get(line.device)
  if (!own || line.seq <= own.unsealedUpTo) return false
  return typeof line.seal !== 'string' || !isSameMark(line.seal, markWith(key, line.content()))
}

/** The part of what this computer knows that a thread needs to recognise lines. */
export function linesOf({ key, writers }: LineTrust): LineTrust {
  return { key, writers: new Map(writers) }
}

/** The trust of a copy that is thrown away: no line in it is known, and its marks hold only as long as the value lives. */
export function passingTrust(): Trust {
  const marks = createMarks(randomBytes(32), 'passing')
  return { marks, key: marks.keyFor('ledger'), writers: new Map() }
}
