/*
 * Arabic attaches the article and some one-letter words to the following word: الكتاب, وكتاب, بالكتاب. Letters are
 * folded, so the words here are too.
 */
const ARTICLES = ['ال', 'وال', 'بال', 'کال', 'فال', 'لل', 'ولل']
const JOINED = ['و', 'ب', 'ل', 'ف', 'ک', 'س']
const MIN_BASE = 3

/** The other forms of a folded Arabic word: with and without the article, and with the one-letter words before it. */
export function inflectArabic(word: string): string[] {
  if (!/^[\u0621-\u06ff]{3,}$/u.test(word)) return []
  const base = withoutArticle(word)
  const forms = [base, ...[...ARTICLES, ...JOINED].map((start) => start + base)]
  // Letters are only added before the word, never removed from it: most words simply begin with one of them.
  return [...new Set(forms)].filter((form) => form !== word)
}

function withoutArticle(word: string): string {
  const article = ARTICLES.filter((each) => word.startsWith(each)).sort((a, b) => b.length - a.length)
  const longest = article.find((each) => word.length - each.length >= MIN_BASE)
  return longest ? word.slice(longest.length) : word
}
