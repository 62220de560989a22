import type { ContentObject, HoldfastRecord } from '../../../shared/model/record.ts'

/** How an object is shown: each value has one reader. */
export type Display = 'pages' | 'video' | 'audio' | 'image' | 'text' | 'file'

/** Images that a browser renders without running anything in them. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])

/** How to show an object. Text extracted from a file is always shown as text, never as the file's own markup. */
export function displayOf(object: ContentObject): Display {
  if (object.mediaType === 'application/pdf') return 'pages'
  if (object.mediaType.startsWith('video/')) return 'video'
  if (object.mediaType.startsWith('audio/')) return 'audio'
  if (pictures.has(object.mediaType)) return 'image'
  return hasText(object) ? 'text' : 'file'
}

/** The objects that the reader can switch to: all except the transcripts of a recording, which are shown next to it. */
export function readableObjects(record: HoldfastRecord): readonly ContentObject[] {
  const main = record.objects.filter((object) => object.role !== 'transcript')
  return main.length > 0 ? main : record.objects
}

/** The transcripts of a recording, in the order in which they were attached. */
export function transcriptsOf(record: HoldfastRecord): readonly ContentObject[] {
  return record.objects.filter((object) => object.role === 'transcript')
}

function hasText(object: ContentObject): boolean {
  return object.facts.characters !== undefined
    ? object.facts.characters > 0
    : object.mediaType.startsWith('text/')
}
