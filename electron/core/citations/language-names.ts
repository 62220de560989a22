/** Languages that UNHCR and Refworld name next to an address; any other is kept as typed. */
const CODES = (
  'am ar az bg bn bs ckb cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka km ko ku lt lv mk ms my ne nl no ' +
  'pl prs ps pt rn ro ru rw si sk sl so sq sr sv sw ta th ti tr uk ur uz vi zh'
).split(' ')

const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const codeOf = new Map(CODES.map((code) => [languageName(code).toLowerCase(), code]))

/** Returns the English name of a language code; a text that is not a known code is returned unchanged. */
export function languageName(code: string): string {
  // Intl throws for malformed codes, and a citation may contain any text here.
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) ? (english.of(code) ?? code) : code
}

/** Returns the code of an English language name, or null when the name is not in the list. */
export function languageCode(name: string): string | null {
  return codeOf.get(name.trim().toLowerCase()) ?? null
}
