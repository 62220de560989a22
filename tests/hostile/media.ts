import { crc32, deflateSync } from 'node:zlib'
import type { HostileFile } from './documents.ts'

/** A box of an MP4 that declares this size, or its real one. */
function box(type: string, inside: Uint8Array, declared?: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE((declared ?? inside.length + 8) >>> 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, inside])
}

const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1'))

function nestedBoxes(depth: number): Uint8Array {
  const types = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta', 'meta']
  const heads = Array.from({ length: depth }, (_, at) =>
    box(types[at % types.length]!, Buffer.alloc(0), 0x7fffffff),
  )
  return Buffer.concat([ftyp, ...heads])
}

function table(type: string, count: number): Uint8Array {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(count >>> 0, 4)
  return box(type, head)
}

const inTrack = (inside: Uint8Array) =>
  Buffer.concat([ftyp, box('moov', box('trak', box('mdia', box('minf', box('stbl', inside)))))])

function chunk(type: string, inside: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), inside])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(inside.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([length, body, sum])
}

/** A PNG that declares this size, whatever it contains. */
export function pngOf(width: number, height: number, rows: Uint8Array = Buffer.alloc(10)): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const sign = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    sign,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const EBML = Buffer.from(
  '1a45dfa3a34286810142f7810142f2810442f381084282847765626d42878104428581021853806701ffffffffffffff',
  'hex',
)

const OPUS = Buffer.from('OpusHead\xff\xff\0\0\xff\xff\xff\xff\0\0\xff', 'latin1')

/** The header of an Ogg page that declares how many samples were played at its end. */
function oggPage(flags: number, size: number, samples: bigint): Buffer {
  const head = Buffer.alloc(28)
  head.write('OggS')
  head[5] = flags
  head.writeBigInt64LE(samples, 6)
  head.set([1, 0, 0, 0], 14)
  head.set([1, size], 26)
  return head
}

/** Video, audio and images. */
export const media: readonly HostileFile[] = [
  { name: 'nested.mp4', make: () => nestedBoxes(100_000) },
  { name: 'empty-boxes.mp4', make: () => Buffer.concat([ftyp, Buffer.alloc(8_000_000)]) },
  {
    name: 'boxes-of-one.mp4',
    make: () => Buffer.concat([ftyp, ...Array.from({ length: 200_000 }, () => box('free', Buffer.alloc(0)))]),
  },
  { name: 'huge-box.mp4', make: () => Buffer.concat([ftyp, box('moov', Buffer.alloc(8, 0xff), 1)]) },
  {
    name: 'endless-tables.mp4',
    make: () =>
      inTrack(
        Buffer.concat(
          ['stts', 'stsz', 'stco', 'stsc', 'stss', 'ctts', 'stsd'].map((type) => table(type, 0xffffffff)),
        ),
      ),
  },
  {
    name: 'clusters.webm',
    make: () =>
      Buffer.concat([EBML, Buffer.alloc(8_000_000, Buffer.from('1f43b67501ffffffffffffff', 'hex'))]),
  },
  { name: 'unknown-elements.mkv', make: () => Buffer.concat([EBML, Buffer.alloc(4_000_000, 0x81)]) },
  {
    name: 'lists.avi',
    make: () =>
      Buffer.concat([
        Buffer.from('RIFF\xff\xff\xff\xffAVI ', 'latin1'),
        Buffer.alloc(2_000_000, Buffer.from('LIST\x04\0\0\0hdrl', 'latin1')),
      ]),
  },
  {
    name: 'frames.mp3',
    make: () => Buffer.alloc(4_000_000, Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1')),
  },
  { name: 'sync.mp3', make: () => Buffer.alloc(8_000_000, Buffer.from([0xff, 0xfb, 0x90, 0x44])) },
  {
    name: 'packets.ts',
    make: () =>
      Buffer.alloc(
        188 * 20_000,
        Buffer.concat([Buffer.from([0x47, 0x40, 0, 0x10]), Buffer.alloc(184, 0xff)]),
      ),
  },
  {
    name: 'pages.ogg',
    make: () =>
      Buffer.alloc(
        4_000_000,
        Buffer.from('OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1'),
      ),
  },
  {
    name: 'for-six-million-years.opus',
    make: () =>
      Buffer.concat([
        oggPage(2, OPUS.length, 2n ** 63n - 1n),
        OPUS,
        oggPage(4, 8, -(2n ** 63n)),
        Buffer.from('OpusTags'),
      ]),
  },
  {
    name: 'broken.flac',
    make: () => Buffer.concat([Buffer.from('fLaC', 'latin1'), Buffer.alloc(4_000_000, 0)]),
  },
  {
    name: 'broken.wav',
    make: () =>
      Buffer.concat([Buffer.from('RIFF\xff\xff\xff\xffWAVEfmt \0\0\0\0', 'latin1'), Buffer.alloc(4_000_000)]),
  },
  { name: 'terapixel.png', make: () => pngOf(0x7fffffff, 0x7fffffff) },
  { name: 'bomb.png', make: () => pngOf(30_000, 30_000, Buffer.alloc(100_000_000)) },
  {
    name: 'text-bomb.png',
    make: () =>
      Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        chunk(
          'zTXt',
          Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(Buffer.alloc(100_000_000))]),
        ),
      ]),
  },
  {
    name: 'huge.gif',
    make: () =>
      Buffer.from(
        'GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\xff\xff\xff\xff\0\x02\x02D\x01\0;',
        'latin1',
      ),
  },
  {
    name: 'huge.bmp',
    make: () =>
      Buffer.from('424dffffffff000000003600000028000000ffffff7fffffff7f01002000' + '00'.repeat(40), 'hex'),
  },
  {
    name: 'huge.tiff',
    make: () => Buffer.from('49492a000800000001000001040001000000ffffffff08000000', 'hex'),
  },
  {
    name: 'huge.webp',
    make: () =>
      Buffer.from('RIFF\xff\xff\xff\xffWEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff', 'latin1'),
  },
  {
    name: 'huge.jpg',
    make: () =>
      Buffer.concat([Buffer.from('ffd8ffc0001108ffffffff03011100021101031101', 'hex'), Buffer.alloc(100)]),
  },
  {
    name: 'segments.jpg',
    make: () =>
      Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(4_000_000, Buffer.from('ffe10002', 'hex'))]),
  },
]
