import type { ExtractionNote } from '../../../shared/model/record.ts'
import { readCapped, withoutZeroTail, type Source } from './file-bytes.ts'
import { htmlText } from './html.ts'
import { paragraphsOf, passagesOf } from './paragraphs.ts'
import { plainName, type Parts } from './parts.ts'
import { readingOf, type Reading } from './reading.ts'
import { readText } from './text.ts'
import { SNIFF_BYTES } from './sniff.ts'
import type { Address, Attachment, Email } from 'postal-mime'

// What may be sent, with attachments for which two thirds of it are enough.
const MAIL_CAP_BYTES = 64 * 1024 * 1024

/**
 * Reads a mail message: its subject, parties and date as written, then its text (the HTML part where it has no plain
 * one), and its attachments, each with its name and its text; a message inside it is one of them. One that cannot be taken
 * apart is read as the text that it is.
 */
export async function readMail(source: Source, parts: Parts): Promise<Reading> {
  const { bytes, isCut } = await readCapped(source, MAIL_CAP_BYTES)
  const notes: ExtractionNote[] = isCut ? ['too-large'] : []
  const { default: PostalMime } = await import('postal-mime')
  try {
    const mail = await PostalMime.parse(withoutZeroTail(bytes), {
      forceRfc822Attachments: true,
      maxNestingDepth: 50,
      maxHeadersSize: 1024 * 1024,
    })
    const paragraphs = [...headLines(mail), ...bodyOf(mail), ...(await attachmentsOf(mail, parts))]
    return readingOf(passagesOf(paragraphs), { title: mail.subject?.trim() ?? '', notes })
  } catch {
    // Headers or parts beyond every limit: its words are found all the same.
    const text = await readText(source)
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

async function attachmentsOf(mail: Email, parts: Parts): Promise<string[]> {
  const paragraphs: string[] = []
  for (const attachment of mail.attachments) {
    const name = nameOf(attachment)
    if (attachment.filename) paragraphs.push(`Attachment: ${plainName(attachment.filename)}`)
    const bytes = bytesOf(attachment)
    const part = {
      name,
      head: bytes.subarray(0, SNIFF_BYTES),
      bytes(most: number) {
        if (bytes.length > most) throw new RangeError('more bytes than are read')
        return bytes
      },
    }
    for (const paragraph of await parts.read(part)) paragraphs.push(paragraph)
  }
  return paragraphs
}

/** The name of an attachment; where it has none that says its type, one that does. */
function nameOf({ filename, mimeType }: Attachment): string {
  if (mimeType === 'message/rfc822' && !filename?.toLowerCase().endsWith('.eml'))
    return `${filename || 'message'}.eml`
  return filename || mimeType
}

function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content)
  return content instanceof Uint8Array ? content : new Uint8Array(content)
}
