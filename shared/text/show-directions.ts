/**
 * A name with every sign that turns the direction of writing shown as ↔ instead of obeyed, each in its place: with one of
 * them `invoice‹U+202E›xcod.exe` would read as `invoiceexe.docx`.
 */
export function showDirections(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '↔')
}
