import type { ExtractionNote } from '../../../../shared/model/record.ts'
import { decodeText, markOf } from '../text/encoding.ts'
import { readCapped, withoutZeroTail, type Source } from '../reading/file-bytes.ts'
import { declaredCharset, htmlText, textBetweenTags, unclosedPart } from '../html/html.ts'
import { decodeTransfer } from './transfer-encoding.ts'
import { bytesOf } from './byte-text.ts'
import { fieldText, parameterTexts, type FieldText } from './header-fields.ts'
import { messagesOf, MOST_PARTS, partOf, splitBody, type MailPart } from './mime-parts.ts'
import { differing } from './alternatives.ts'
import { paragraphsOf, passagesOf } from '../text/paragraphs.ts'
import { plainName, type Parts } from '../reading/parts.ts'
import { readingOf, type Reading } from '../reading/reading.ts'
import { sniff, SNIFF_BYTES, type Sniffed } from '../reading/sniff.ts'
import { readText } from '../plain/text.ts'

// The largest size commonly sent; attachments are decoded in memory.
const MAIL_CAP_BYTES = 40 * 1024 * 1024
const DEEPEST = 50
// How many forms of one message are compared with each other.
const MOST_FORMS = 10

/**
 * Reads a mail message, or every message of a mailbox: the parties, subject and date as written, then every text in
 * it: plain, HTML if it says something else, embedded messages, and attachments, each after its name. What cannot be
 * parsed is read as plain text.
 */
export async function readMail(source: Source, parts: Parts): Promise<Reading> {
  try {
    return await readMessages(source, parts)
  } catch {
    // Built beyond every limit; its words are still found.
    const text = await readText(source)
    return { ...text, notes: [...text.notes, 'damaged'] }
  }
}

async function readMessages(source: Source, inside: Parts): Promise<Reading> {
  const { bytes, isCut } = await readCapped(source, MAIL_CAP_BYTES)
  const mail: MailReader = { paragraphs: [], notes: new Set(isCut ? ['too-large'] : []), parts: 0, inside }
  let title: string | null = null
  for (const message of messagesOf(await sourceOf(withoutZeroTail(bytes)))) {
    const subject = await readMessage(mail, partOf(message), 0)
    // A mailbox does not take the title of any of its messages.
    title = title === null ? subject : ''
  }
  return readingOf(passagesOf(mail.paragraphs), { title: title ?? '', notes: [...mail.notes] })
}

interface MailReader {
  readonly paragraphs: string[]
  readonly notes: Set<ExtractionNote>
  parts: number
  /** Reads attachments. */
  readonly inside: Parts
}

/** One character per byte; mail saved as UTF-16 is first converted to UTF-8. */
async function sourceOf(bytes: Uint8Array): Promise<string> {
  const mark = markOf(bytes)
  if (mark === 'utf-8') return Buffer.from(bytes.subarray(3)).toString('latin1')
  const isWide = mark !== null || bytes.subarray(0, 4).filter((byte) => byte === 0).length >= 2
  const known = isWide ? Buffer.from((await decodeText(bytes)).text) : Buffer.from(bytes)
  return known.toString('latin1')
}

/** Reads the headers and the body; returns the subject. */
async function readMessage(mail: MailReader, message: MailPart, depth: number): Promise<string> {
  const subject = await readHead(mail, message)
  await readPart(mail, message, depth)
  return subject
}

const SHOWN: readonly string[] = ['Subject', 'From', 'Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Date']
const ONCE = new Set(['Subject', 'From', 'Date'])

async function readHead(mail: MailReader, { fields, type }: MailPart): Promise<string> {
  let subject = ''
  for (const name of SHOWN) {
    const given = fields.filter((field) => field.name === name.toLowerCase())
    // Mail programs differ in which of two subjects or senders they show.
    if (given.length > 1 && ONCE.has(name)) mail.notes.add('damaged')
    for (const { value } of given) {
      const text = noted(mail, await fieldText(value, type.parameters.get('charset')))
      if (text !== '') mail.paragraphs.push(`${name}: ${text}`)
      if (name === 'Subject') subject ||= text
    }
  }
  return subject
}

function noted(mail: MailReader, { text, isGuessed }: FieldText): string {
  if (isGuessed) mail.notes.add('encoding-uncertain')
  return text
}

async function readPart(mail: MailReader, part: MailPart, depth: number): Promise<void> {
  mail.parts += 1
  const isTooMuch = depth >= DEEPEST || mail.parts > MOST_PARTS
  const isMultipart = part.type.value.startsWith('multipart/')
  if (part.strayLines.length > 0) {
    mail.notes.add('damaged')
    await addText(mail, bytesOf(part.strayLines.join('\n')), part)
  }
  if (isTooMuch) {
    mail.notes.add('damaged')
    await addText(mail, bytesOf(part.body), part)
  } else if (isMultipart) await readParts(mail, part, depth)
  else await readLeaf(mail, part, depth)
}

async function readParts(mail: MailReader, part: MailPart, depth: number): Promise<void> {
  const body = part.transfer === 'base64' ? innerSource(part) : part.body
  const split = splitBody(body, part.type.parameters.get('boundary') ?? '')
  if (!split) {
    mail.notes.add('damaged')
    await addText(mail, bytesOf(body), part)
    return
  }
  if (split.isGuessed) mail.notes.add('damaged')
  if (!isUsualPreamble(split.preamble)) await addText(mail, bytesOf(split.preamble), part)
  const before = mail.paragraphs.length
  let count = 0
  for (const source of split.parts) {
    count += 1
    const isAlternative = part.type.value === 'multipart/alternative'
    const from = mail.paragraphs.length
    const inner = partOf(source)
    const isMessage = part.type.value === 'multipart/digest' && inner.type.value === ''
    await (isMessage ? readMessage(mail, partOf(inner.body), depth + 1) : readPart(mail, inner, depth + 1))
    if (isAlternative && from > before && count <= MOST_FORMS) {
      const added = mail.paragraphs.splice(from)
      for (const paragraph of differing(added, mail.paragraphs.slice(before))) mail.paragraphs.push(paragraph)
    }
  }
}

/** A multipart must not be encoded as a unit; one that is, and whose lines show it, is read anyway. */
function innerSource(part: MailPart): string {
  if (part.body.trimStart().startsWith('--')) return part.body
  const { bytes } = decodeTransfer(part.body, part.transfer)
  return Buffer.from(bytes).toString('latin1').replace(/\r+\n/g, '\n')
}

const isUsualPreamble = (preamble: string): boolean =>
  preamble.trim() === '' || (preamble.length < 400 && /mime|multi-?part/i.test(preamble))

async function readLeaf(mail: MailReader, part: MailPart, depth: number): Promise<void> {
  const { bytes, around, isDamaged } = decodeTransfer(part.body, part.transfer)
  if (isDamaged) mail.notes.add('damaged')
  if (around !== '') await addText(mail, bytesOf(around), part)
  if (isSealed(part)) mail.notes.add('encrypted')
  const names = await namesOf(mail, part)
  const type = part.type.value || 'text/plain'
  const isAttached = names.length > 0 || part.disposition.value === 'attachment' || !isTextual(type)
  if (isAttached && bytes.length > 0)
    for (const name of names.length > 0 ? names : [type])
      mail.paragraphs.push(`Attachment: ${plainName(name)}`)
  await readContent(mail, { part, bytes, name: names[0] ?? '', depth })
}

const isSealed = ({ type, body }: MailPart): boolean =>
  (type.value.endsWith('pkcs7-mime') && !type.parameters.get('smime-type')?.startsWith('signed')) ||
  body.includes('-----BEGIN PGP MESSAGE-----')

const isTextual = (type: string): boolean => type === 'text' || /^(?:text|message)\//.test(type)

async function namesOf(mail: MailReader, part: MailPart): Promise<string[]> {
  const charset = part.type.parameters.get('charset')
  const given = [
    ...(await parameterTexts(part.disposition, 'filename', charset)),
    ...(await parameterTexts(part.type, 'name', charset)),
  ]
  return [...new Set(given.map((text) => noted(mail, text)))]
}

interface Leaf {
  readonly part: MailPart
  readonly bytes: Uint8Array
  readonly name: string
  readonly depth: number
}

/** The bytes decide what a part is, not its header. Parts that may contain words but are not read are reported. */
async function readContent(mail: MailReader, { part, bytes, name, depth }: Leaf): Promise<void> {
  if (bytes.length === 0) return
  const type = part.type.value
  if (/^message\/(?:rfc822|global|news)$/.test(type) || /\.eml$/i.test(name)) {
    for (const message of messagesOf(await sourceOf(bytes)))
      await readMessage(mail, partOf(message), depth + 1)
    return
  }
  if (type !== 'text/html' && name === '' && (isTextual(type) || type === '')) {
    await addText(mail, bytes, part)
    return
  }
  const head = bytes.subarray(0, SNIFF_BYTES)
  const sniffed = await sniff(name, head)
  if (type === 'text/html' || sniffed.mediaType === 'text/html') await addHtml(mail, bytes, part)
  else if (isPlain(sniffed, part)) await addText(mail, bytes, part)
  else if (!SIGNATURE.test(type)) await addAttached(mail, name || type, bytes)
}

/** Text parts are read here, because their header may name the encoding. */
const isPlain = ({ mediaType }: Sniffed, { type: { value } }: MailPart): boolean =>
  /^text\/(?!vtt|x-ssa)|\/(?:json|jsonl|xml|yaml)$/.test(mediaType) ||
  (mediaType === 'application/octet-stream' && (isTextual(value) || value === ''))

// Signatures contain no words.
const SIGNATURE = /(?:pkcs7|pgp)-signature$/

async function addAttached(mail: MailReader, name: string, bytes: Uint8Array): Promise<void> {
  const part = {
    name,
    head: bytes.subarray(0, SNIFF_BYTES),
    bytes(most: number) {
      if (bytes.length > most) throw new RangeError('more bytes than are read')
      return bytes
    },
  }
  for (const paragraph of await mail.inside.read(part)) mail.paragraphs.push(paragraph)
}

async function addHtml(mail: MailReader, bytes: Uint8Array, part: MailPart): Promise<void> {
  // A tree takes some forty times the memory of its source.
  const isCut = bytes.length > LARGEST_PAGE
  if (isCut) mail.notes.add('too-large')
  const page = isCut ? bytes.subarray(0, LARGEST_PAGE) : bytes
  const declared = part.type.parameters.get('charset') ?? declaredCharset(page)
  const text = noted(mail, await decodeText(page, { declared, isCut }))
  const paragraphs = mail.inside.isShallow ? textBetweenTags(text) : htmlText(text).paragraphs
  for (const paragraph of paragraphs) mail.paragraphs.push(paragraph)
  if (mail.inside.isShallow) return
  const unclosed = unclosedPart(text)
  if (unclosed.trim() === '') return
  mail.notes.add('damaged')
  for (const paragraph of htmlText(unclosed).paragraphs) mail.paragraphs.push(paragraph)
}

const LARGEST_PAGE = 6 * 1024 * 1024

async function addText(mail: MailReader, bytes: Uint8Array, { type }: MailPart): Promise<void> {
  if (bytes.length === 0) return
  const text = noted(mail, await decodeText(bytes, { declared: type.parameters.get('charset') }))
  const flowed = /^flowed$/i.test(type.parameters.get('format') ?? '')
  const whole = flowed ? unflowed(text, /^yes$/i.test(type.parameters.get('delsp') ?? '')) : text
  for (const passage of paragraphsOf(whole)) mail.paragraphs.push(passage.text)
}

/** Joins lines that end with a space because a program wrapped them (RFC 3676). */
const unflowed = (text: string, dropsBlank: boolean): string =>
  text.replace(/\r\n?/g, '\n').replace(/(?<!^-- ?|\n-- ?) \n(?![\n>]) ?/g, dropsBlank ? '' : ' ')
