import type { ExtractionNote } from '../../../shared/model/record.ts'
import { readCapped, withoutZeroTail } from './file-bytes.ts'
import { htmlText } from './html.ts'
import { paragraphsOf, passagesOf } from './paragraphs.ts'
import { readingOf, type Reading } from './reading.ts'
import { readText } from './text.ts'
import type { Address, Email } from 'postal-mime'

// Attachments are decoded in memory while the text is looked for.
const MAIL_CAP_BYTES = 16 * 1024 * 1024

/**
 * Reads a mail message: its subject, parties and date as written, then its text (the HTML part where it has no plain
 * one) and the names of its attachments. Messages inside it stay attachments. One that cannot be taken apart is read as
 * the text that it is.
 */
export async function readMail(path: string): Promise<Reading> {
  const { bytes, isCut } = await readCapped(path, MAIL_CAP_BYTES)
  const notes: ExtractionNote[] = isCut ? ['too-large'] : []
  const { default: PostalMime } = await import('postal-mime')
  try {
    const mail = await PostalMime.parse(withoutZeroTail(bytes), {
      forceRfc822Attachments: true,
      maxNestingDepth: 50,
      maxHeadersSize: 1024 * 1024,
    })
    const paragraphs = [...headLines(mail), ...bodyOf(mail), ...attachmentLines(mail)]
    return readingOf(passagesOf(paragraphs), { title: mail.subject?.trim() ?? '', notes })
  } catch {
    // Headers or parts beyond every limit: its words are found all the same.
    const text = await readText(path)
    return { ...text, notes: [...text.notes, 'damaged'] }
  }
}

function headLines(mail: Email): string[] {
  const lines: readonly (readonly [string, string])[] = [
    ['Subject', mail.subject ?? ''],
    ['From', mail.from ? addressText(mail.from) : ''],
    ['To', (mail.to ?? []).map(addressText).join(', ')],
    ['Cc', (mail.cc ?? []).map(addressText).join(', ')],
    // The parsed date has lost its offset from UTC.
    ['Date', mail.headers.find((header) => header.key === 'date')?.value ?? ''],
  ]
  return lines.flatMap(([name, value]) => (value.trim() === '' ? [] : [`${name}: ${value.trim()}`]))
}

function addressText(address: Address): string {
  if (address.group) return `${address.name}: ${address.group.map(addressText).join(', ')}`
  return address.name ? `${address.name} <${address.address ?? ''}>` : (address.address ?? '')
}

function bodyOf(mail: Email): string[] {
  const plain = mail.text?.trim() ?? ''
  if (plain !== '') return paragraphsOf(plain).map(({ text }) => text)
  return mail.html ? htmlText(mail.html).paragraphs : []
}

function attachmentLines(mail: Email): string[] {
  return mail.attachments.flatMap(({ filename }) => (filename ? [`Attachment: ${filename}`] : []))
}
