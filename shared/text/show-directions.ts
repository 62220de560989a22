/**
 * A name in which every character that changes the writing direction is shown as ↔, in place, instead of obeyed:
 * otherwise `invoice‹U+202E›xcod.exe` would read as `invoiceexe.docx`.
 */
export function showDirections(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '↔')
}
