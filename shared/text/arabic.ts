/*
 * Arabic writes the article and some words of one letter in one piece with the word behind them: الكتاب, وكتاب, بالكتاب.
 * Letters are folded, so the words here are too.
 */
const ARTICLES = ['ال', 'وال', 'بال', 'کال', 'فال', 'لل', 'ولل']
const JOINED = ['و', 'ب', 'ل', 'ف', 'ک', 'س']
const MIN_BASE = 3

/** The other forms of a folded Arabic word: with and without the article, and with the words of one letter before it. */
export function inflectArabic(word: string): string[] {
  if (!/^[\u0621-\u06ff]{3,}$/u.test(word)) return []
  const base = withoutArticle(word)
  const forms = [base, ...[...ARTICLES, ...JOINED].map((start) => start + base)]
  // Letters are only put before the word, never taken from it: most words begin with one of them by themselves.
  return [...new Set(forms)].filter((form) => form !== word)
}

function withoutArticle(word: string): string {
  const article = ARTICLES.filter((each) => word.startsWith(each)).sort((a, b) => b.length - a.length)
  const longest = article.find((each) => word.length - each.length >= MIN_BASE)
  return longest ? word.slice(longest.length) : word
}
