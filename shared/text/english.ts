/*
 * The inflection of English by the first step of Porter's second algorithm (snowballstem.org): plurals, -ed, -ing,
 * and y at the end. Derivation is ignored, because "movement" and "move" are different things to search for.
 */

const VOWEL = /[aeiouy]/u
const DOUBLED = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/u
const UNCHANGED = new Set([
  'news',
  'howe',
  'atlas',
  'cosmos',
  'bias',
  'andes',
  'inning',
  'outing',
  'proceed',
  'exceed',
  'succeed',
])

/** The stem of a folded English word; words of two letters and words in other scripts are their own stems. */
export function stemEnglish(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/u.test(word) || UNCHANGED.has(word)) return word
  return turnY(dropVerbEnding(dropPlural(word)))
}

const MAX_KNOWN = 256
const known = new Map<string, readonly string[]>()

/** The other forms of a folded English word with the same stem. */
export function inflectEnglish(word: string): readonly string[] {
  // A word stays in the query for as many keystrokes as the words after it have letters.
  const before = known.get(word)
  if (before) return before
  if (known.size >= MAX_KNOWN) known.clear()
  const forms = formsOf(word)
  known.set(word, forms)
  return forms
}

function formsOf(word: string): string[] {
  const stem = stemEnglish(word)
  if (word.length < 3 || !/^[a-z]+$/u.test(word)) return []
  const bare = stem.replace(/[ei]$/u, '')
  const doubled = bare + bare.at(-1)!
  const forms = [stem, bare, doubled].flatMap((start) => ENDINGS.map((ending) => start + ending))
  return [...new Set(forms)].filter((form) => form.length > 1 && form !== word && stemEnglish(form) === stem)
}

const ENDINGS = ['', 's', 'es', 'e', 'd', 'ed', 'ing', 'y', 'ies', 'ied', 'ying', 'edly', 'ingly']

function dropPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ied') || word.endsWith('ies')) return word.slice(0, word.length > 4 ? -2 : -1)
  if (word.endsWith('us') || word.endsWith('ss') || !word.endsWith('s')) return word
  return VOWEL.test(word.slice(0, -2)) ? word.slice(0, -1) : word
}

function dropVerbEnding(word: string): string {
  const eed = /^(.*)(?:eedly|eed)$/u.exec(word)
  if (eed) return regionOne(word) <= eed[1]!.length ? `${eed[1]}ee` : word
  const ending = /^(.*?)(?:ingly|edly|ing|ed)$/u.exec(word)
  if (!ending || !VOWEL.test(ending[1]!)) return word
  const rest = ending[1]!
  if (/(?:at|bl|iz)$/u.test(rest)) return `${rest}e`
  if (DOUBLED.test(rest)) return rest.slice(0, -1)
  return isShort(rest) ? `${rest}e` : rest
}

function turnY(word: string): string {
  return /.[^aeiouy]y$/u.test(word) ? `${word.slice(0, -1)}i` : word
}

/** Where the region after the first consonant that follows a vowel begins. */
function regionOne(word: string): number {
  const found = /[aeiouy][^aeiouy]/u.exec(word)
  return found ? found.index + 2 : word.length
}

/** One short syllable, as in "hop" of "hoping". */
function isShort(word: string): boolean {
  return regionOne(word) >= word.length && /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywx])$/u.test(word)
}
