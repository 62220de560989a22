import { showDirections } from './show-directions.ts'

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const FILE_PATH = /^(?:[/\\]|[A-Za-z]:[/\\])/

/**
 * A text inside a sentence of another direction: right-to-left letters are isolated, so that they do not reorder the
 * text around them. In a file path each name is isolated, because a number after a right-to-left name would swap
 * places with the slash between them. Its own direction controls are shown as ↔, so none reaches beyond it.
 */
export function isolate(given: string): string {
  const text = showDirections(given)
  if (!RIGHT_TO_LEFT.test(text)) return text
  if (!FILE_PATH.test(text)) return `\u2068${text}\u2069`
  return `\u2066${text.replace(/[^/\\]+/g, (name) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name))}\u2069`
}
