import { formatTimecode } from '../../shared/timecode.ts'

/** Numbers, sizes, times and languages as one language writes them. */
export interface Formats {
  /** A language tag, for `lang` and `Intl`. */
  readonly language: string
  number(value: number): string
  /** Bytes as `1.4 MB`. */
  bytes(value: number): string
  /** Media time as `1:02:03`. */
  duration(ms: number): string
  /** An instant as a day and a time in the computer's zone. */
  instant(iso: string): string
  /** An instant to the second, with how far the computer's zone is from UTC: `2014-09-18 09:05:00 +03:30`. */
  exactInstant(iso: string): string
  /** The name of a language tag: `fa` → `Persian`; the tag itself where it is not known. */
  languageName(tag: string): string
}

export function createFormats(language: string): Formats {
  const digits = new Intl.NumberFormat(language)
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' })
  return {
    language,
    number: (value) => digits.format(value),
    bytes: (value) => printBytes(value, language),
    duration: printDuration,
    instant: (iso) => dates.format(new Date(iso)),
    exactInstant: printExactly,
    languageName: (tag) => nameOf(tag, names),
  }
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function printBytes(value: number, language: string): string {
  const step = value < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3))
  const unit = UNITS[step] ?? 'byte'
  const scaled = value / 1000 ** step
  const maximumFractionDigits = step === 0 || scaled >= 100 ? 0 : 1
  const unitDisplay = step === 0 ? 'long' : 'short'
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(
    scaled,
  )
}

// A length needs no hours where it has none, unlike a place in a recording.
const printDuration = (ms: number): string => formatTimecode(ms).replace(/^0:0?/, '')

function printExactly(iso: string): string {
  const at = new Date(iso)
  const ahead = -at.getTimezoneOffset()
  const local = new Date(at.getTime() + ahead * 60_000).toISOString().slice(0, 19).replace('T', ' ')
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${local} ${ahead < 0 ? '−' : '+'}${hours}:${minutes}`
}

function nameOf(tag: string, names: Intl.DisplayNames): string {
  try {
    return names.of(tag) ?? tag
  } catch {
    // A tag kept as somebody typed it need not be one that Intl accepts.
    return tag
  }
}
