/**
 * A place inside a content object: a page (from 1), a span of media time in milliseconds, or a span of UTF-16
 * characters of the extracted text.
 */
export type Locator =
  | { readonly type: 'page'; readonly page: number }
  | { readonly type: 'time'; readonly startMs: number; readonly endMs: number | null }
  | { readonly type: 'char'; readonly start: number; readonly end: number }

const PAGE = /^page:(\d+)$/
const TIME = /^t:(\d+(?:\.\d{1,3})?)(?:-(\d+(?:\.\d{1,3})?))?$/
const CHAR = /^char:(\d+)-(\d+)$/

/** The locator that a string such as `page:3`, `t:12.5-14.2` or `char:100-220` names, or null. */
export function parseLocator(text: string): Locator | null {
  const page = PAGE.exec(text)
  if (page) return { type: 'page', page: Number(page[1]) }
  const time = TIME.exec(text)
  if (time)
    return { type: 'time', startMs: toMs(time[1]!), endMs: time[2] === undefined ? null : toMs(time[2]) }
  const char = CHAR.exec(text)
  if (char) return { type: 'char', start: Number(char[1]), end: Number(char[2]) }
  return null
}

/**
 * The string form of a locator; `parseLocator` returns the same locator from it. Seconds have at most three decimals.
 */
export function printLocator(locator: Locator): string {
  switch (locator.type) {
    case 'page':
      return `page:${locator.page}`
    case 'time':
      return locator.endMs === null
        ? `t:${toSeconds(locator.startMs)}`
        : `t:${toSeconds(locator.startMs)}-${toSeconds(locator.endMs)}`
    case 'char':
      return `char:${locator.start}-${locator.end}`
  }
}

const toMs = (seconds: string): number => Math.round(Number(seconds) * 1000)
const toSeconds = (ms: number): string => String(ms / 1000)
