/**
 * A media position as hours, minutes and seconds: `0:03:12`, or `0:03:12.250` with `fraction`. Hours are always
 * shown, so that a cited time can be read in one way only. Without `fraction` the position is truncated, never
 * rounded up to a later second.
 */
export function formatTimecode(ms: number, { fraction = false }: { fraction?: boolean } = {}): string {
  const truncated = Math.max(0, Math.trunc(ms))
  const seconds = Math.floor(truncated / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0')))
    .join(':')
  return fraction ? `${clock}.${String(truncated % 1000).padStart(3, '0')}` : clock
}

/**
 * The milliseconds of a typed time, or null: `3:12`, `0:03:12`, `12:05.250`, `00:12:05,5`, in Latin, Persian or
 * Arabic digits. Minutes after an hour, and seconds, must be 59 or less.
 */
export function parseTimecode(text: string): number | null {
  const match = TIMECODE.exec(latinDigits(text.trim()))
  if (!match) return null
  const [, hours, minutes, seconds, fraction] = match
  if (hours !== undefined && Number(minutes) > 59) return null
  const ms = clockMs(hours, minutes, seconds, fraction)
  return Number.isSafeInteger(ms) ? ms : null
}

/**
 * The milliseconds of a clock's parts in Latin digits; the first digit of `fraction` is tenths. A part left out is
 * zero.
 */
export function clockMs(hours = '0', minutes = '0', seconds = '0', fraction = ''): number {
  return (
    (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
  )
}

const TIMECODE = /^(?:(\d+):)?(\d+):([0-5]\d)(?:[.,٫](\d{1,3}))?$/

const latinDigits = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
