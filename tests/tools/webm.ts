/** An encoded frame or packet; times in milliseconds from the start. */
export interface Packet {
  readonly track: 1 | 2
  readonly atMs: number
  readonly isKey: boolean
  readonly bytes: Uint8Array
}

/** A VP8 video (track 1) with Opus audio (track 2). */
export interface WebmInput {
  readonly width: number
  readonly height: number
  readonly durationMs: number
  readonly opusHead: Uint8Array
  readonly packets: readonly Packet[]
}

/** A seekable WebM file of known length: one cluster and one cue for every key frame. */
export function writeWebm(input: WebmInput): Uint8Array {
  const clusters = clustersOf(input.packets)
  const head = joinBytes([infoOf(input.durationMs), tracksOf(input)])
  const sizes = clusters.map((cluster) => cluster.bytes.length)
  // Positions are written in eight bytes, so the cues have the same length with zeros in them.
  const cuesLength = cuesOf(clusters.map(({ atMs }) => ({ atMs, position: 0 }))).length
  let position = head.length + cuesLength
  const cues = cuesOf(
    clusters.map(({ atMs }, index) => {
      const cue = { atMs, position }
      position += sizes[index]!
      return cue
    }),
  )
  return joinBytes([ebmlHeader(), element(0x18538067, head, cues, ...clusters.map(({ bytes }) => bytes))])
}

interface Cluster {
  readonly atMs: number
  readonly bytes: Uint8Array
}

function clustersOf(packets: readonly Packet[]): Cluster[] {
  const sorted = [...packets].sort((one, other) => one.atMs - other.atMs || one.track - other.track)
  const groups: Packet[][] = []
  for (const packet of sorted) {
    if (groups.length === 0 || (packet.track === 1 && packet.isKey)) groups.push([])
    groups.at(-1)!.push(packet)
  }
  return groups.map((group) => {
    const atMs = group[0]!.atMs
    return {
      atMs,
      bytes: element(0x1f43b675, unsigned(0xe7, atMs), ...group.map((each) => blockOf(each, atMs))),
    }
  })
}

function blockOf({ track, atMs, isKey, bytes }: Packet, clusterMs: number): Uint8Array {
  const offset = atMs - clusterMs
  return element(
    0xa3,
    Uint8Array.of(0x80 | track, (offset >> 8) & 0xff, offset & 0xff, isKey ? 0x80 : 0),
    bytes,
  )
}

function cuesOf(cues: readonly { atMs: number; position: number }[]): Uint8Array {
  const points = cues.map(({ atMs, position }) =>
    element(0xbb, unsigned(0xb3, atMs), element(0xb7, unsigned(0xf7, 1), unsigned(0xf1, position))),
  )
  return element(0x1c53bb6b, ...points)
}

function ebmlHeader(): Uint8Array {
  const versions = [unsigned(0x4286, 1), unsigned(0x42f7, 1), unsigned(0x42f2, 4), unsigned(0x42f3, 8)]
  return element(0x1a45dfa3, ...versions, text(0x4282, 'webm'), unsigned(0x4287, 4), unsigned(0x4285, 2))
}

function infoOf(durationMs: number): Uint8Array {
  const app = 'Holdfast sample'
  return element(
    0x1549a966,
    unsigned(0x2ad7b1, 1_000_000),
    double(0x4489, durationMs),
    text(0x4d80, app),
    text(0x5741, app),
  )
}

function tracksOf({ width, height, opusHead }: WebmInput): Uint8Array {
  const video = [text(0x86, 'V_VP8'), element(0xe0, unsigned(0xb0, width), unsigned(0xba, height))]
  const preSkip = new DataView(opusHead.buffer, opusHead.byteOffset).getUint16(10, true)
  const audio = [
    text(0x86, 'A_OPUS'),
    element(0x63a2, opusHead),
    unsigned(0x56aa, Math.round((preSkip / 48_000) * 1e9)),
    unsigned(0x56bb, 80_000_000),
    element(0xe1, double(0xb5, 48_000), unsigned(0x9f, 1)),
  ]
  return element(0x1654ae6b, track(1, 1, video), track(2, 2, audio))
}

function track(number: number, type: number, parts: readonly Uint8Array[]): Uint8Array {
  return element(
    0xae,
    unsigned(0xd7, number),
    unsigned(0x73c5, number),
    unsigned(0x83, type),
    unsigned(0x9c, 0),
    text(0x22b59c, 'und'),
    ...parts,
  )
}

function element(id: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = joinBytes(parts)
  const idBytes = [24, 16, 8, 0].map((shift) => (id >>> shift) & 0xff)
  const size = new DataView(new ArrayBuffer(8))
  size.setBigUint64(0, BigInt(body.length) | (1n << 56n))
  const idStart = idBytes.findIndex((byte) => byte !== 0)
  return joinBytes([Uint8Array.from(idBytes.slice(idStart)), new Uint8Array(size.buffer), body])
}

function unsigned(id: number, value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, BigInt(value))
  return element(id, new Uint8Array(view.buffer))
}

function double(id: number, value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  return element(id, new Uint8Array(view.buffer))
}

const text = (id: number, value: string): Uint8Array => element(id, new TextEncoder().encode(value))

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
