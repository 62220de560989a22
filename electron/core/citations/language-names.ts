/** Languages that UNHCR and Refworld name beside an address; any other is kept as it was typed. */
const CODES = (
  'am ar az bg bn bs ckb cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka km ko ku lt lv mk ms my ne nl no ' +
  'pl prs ps pt rn ro ru rw si sk sl so sq sr sv sw ta th ti tr uk ur uz vi zh'
).split(' ')

const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const codeOf = new Map(CODES.map((code) => [languageName(code).toLowerCase(), code]))

/** The English name of a language code; a text that is no known code is answered as it is. */
export function languageName(code: string): string {
  // Intl throws at a text of another form, and a citation may hold any text here.
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(code) ? (english.of(code) ?? code) : code
}

/** The code of an English language name, or null where the name is none of those in use. */
export function languageCode(name: string): string | null {
  return codeOf.get(name.trim().toLowerCase()) ?? null
}
