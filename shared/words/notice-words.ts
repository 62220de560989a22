import type { VerifyNotice } from '../contract/custody.ts'

const KEY_SHOWN = 16

/**
 * What a verification noticed that is not damage, in a sentence; `show` prepares text from outside for the place
 * where it is read.
 */
export function describeNotice(
  notice: VerifyNotice,
  show: (text: string) => string = (text) => text,
): string {
  switch (notice.kind) {
    case 'key-replaced': {
      const { device, since, key, replaced } = notice
      const named = `From line ${since} on, ${device} signs with key ${key.slice(0, KEY_SHOWN)} in place of ${replaced.slice(0, KEY_SHOWN)}`
      return notice.reason === 'rotated'
        ? `${named}; the earlier key vouches for it.`
        : `${named}; the earlier key was lost and cannot vouch for it.`
    }
    case 'copy-ahead':
      return `The copy at ${show(notice.path)} reached entry ${notice.seq} of ${notice.device}, last seen on ${notice.at.slice(0, 10)}; this one ends at entry ${notice.endsAt}.`
    case 'stray':
      return `${show(notice.file)} does not belong to the ledger and was not read. If another copy of this archive left it there, merge that copy; otherwise it can be removed.`
    case 'more-strays':
      return `And ${notice.count} more such files.`
    case 'never-seen':
      return 'This computer has never seen this archive before: it can compare nothing with what it remembers.'
    case 'new-writer':
      return `This computer had never seen lines of ${notice.device} in this archive.`
    case 'clock':
      return clockWords(notice)
    case 'unsealed':
      return `Lines 1 to ${notice.upTo} of ${notice.device} are from before lines were vouched for one by one: whether this computer wrote each of them cannot be known.`
    case 'newer':
      return 'A newer Holdfast wrote this archive. The ledger and the objects were checked; the catalogue was not compared with them.'
  }
}

function clockWords({ how, device, seq, at, count }: Extract<VerifyNotice, { kind: 'clock' }>): string {
  const more = count > 1 ? `, and ${count - 1} more lines of it,` : ''
  const line = `Line ${seq} of ${device}${more}`
  switch (how) {
    case 'ahead':
      return `${line} ${count > 1 ? 'are' : 'is'} dated ahead of this computer’s clock: ${at}. One of the two clocks was wrong.`
    case 'early':
      return `${line} ${count > 1 ? 'are' : 'is'} dated before Holdfast existed: ${at}. The clock was wrong, or the date was made up.`
    case 'backwards':
      return `${line} ${count > 1 ? 'are' : 'is'} dated earlier than the line before: ${at}. The clock was set back.`
  }
}
