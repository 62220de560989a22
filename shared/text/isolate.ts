const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const FILE_PATH = /^(?:[/\\]|[A-Za-z]:[/\\])/

/**
 * A text inside a sentence of another direction: right-to-left letters are set apart, so that they turn nothing around them. In
 * the path of a file each name is, for a number behind such a name would change places with the stroke between them.
 */
export function isolate(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text
  if (!FILE_PATH.test(text)) return `\u2068${text}\u2069`
  return `\u2066${text.replace(/[^/\\]+/g, (name) => (RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name))}\u2069`
}
