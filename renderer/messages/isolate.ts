/** A text inside a sentence of another direction: right-to-left letters are set apart, so that they turn nothing around them. */
export function isolate(text: string): string {
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? `\u2068${text}\u2069` : text
}
