const OLD_PAGE = /\/(?:docid|pdfid)\/([0-9a-f]+)\.(?:html|pdf)/i
const OLD_QUERY = /[?&]docid=([0-9a-f]+)/i
const NEW_PAGE = /\/[a-z]+\/[a-z]+\/[^/]+\/\d{4}\/([a-z]{2})\/(\d+)\/?(?:[?#]|$)/i

/** Returns whether an address is on Refworld, in either generation of its addresses. */
export function isRefworldUrl(url: string): boolean {
  return /^https?:\/\/(?:www\.)?refworld\.org\//i.test(url)
}

/**
 * Returns Refworld's own id in an address of the old (`/docid/<hex>.html`) or the new form (`…/<lang>/<number>`), or
 * ''.
 */
export function refworldIdOf(url: string): string {
  if (!isRefworldUrl(url)) return ''
  return OLD_PAGE.exec(url)?.[1] ?? OLD_QUERY.exec(url)?.[1] ?? NEW_PAGE.exec(url)?.[2] ?? ''
}

/** Returns the language that a Refworld address of the new form names, or ''. */
export function refworldLanguageOf(url: string): string {
  return isRefworldUrl(url) ? (NEW_PAGE.exec(url)?.[1]?.toLowerCase() ?? '') : ''
}
