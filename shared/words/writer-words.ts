import type { ArchiveWriter } from '../contract/custody.ts'

const KEY_SHOWN = 16

const ways = {
  made: 'This computer has written under this code since',
  merged: 'First seen here in a merge on',
  opened: 'First seen here, without a merge, on',
}

/** Who wrote a ledger and what vouches for it, in a few sentences. */
export function describeWriter(writer: ArchiveWriter): string {
  const { device, lines, firstAt, lastAt, isOwn, firstSeen } = writer
  const who = isOwn ? `${device}, this computer` : device
  const span = `${lines === 1 ? '1 line' : `${lines} lines`}, dated ${dayOf(firstAt)}${dayOf(lastAt) === dayOf(firstAt) ? '' : ` to ${dayOf(lastAt)}`}`
  const seen = firstSeen ? ` ${ways[firstSeen.how]} ${dayOf(firstSeen.at)}.` : ''
  return `${who}: ${span}. ${vouching(writer)}${seen}`
}

function vouching(writer: ArchiveWriter): string {
  const { lines, isOwn, key, signedUpTo } = writer
  const signed =
    key === null || signedUpTo === 0
      ? 'Not signed'
      : `Signed up to line ${signedUpTo} with key ${key.slice(0, KEY_SHOWN)}`
  const rest =
    key !== null && signedUpTo > 0 && signedUpTo < lines ? `; the ${lines - signedUpTo} after it are not` : ''
  if (!isOwn)
    return key === null || signedUpTo === 0
      ? 'Not signed: nothing vouches for who wrote it, or when.'
      : `${signed}${rest}.`
  return `${signed}${rest}; ${recognised(writer)}.`
}

function recognised({ foreignLines, unsealedUpTo }: ArchiveWriter): string {
  if (foreignLines > 0)
    return `${foreignLines === 1 ? 'ONE LINE WAS' : `${foreignLines} LINES WERE`} NOT WRITTEN BY THIS COMPUTER`
  return unsealedUpTo === 0
    ? 'this computer recognises each line as its own'
    : `this computer recognises its lines from ${unsealedUpTo + 1} on; those before are from before lines were vouched for one by one`
}

const dayOf = (at: string): string => at.slice(0, 10)
