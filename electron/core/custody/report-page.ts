import type {
  CustodyEvent,
  CustodyReport,
  ReportedObject,
  ReportedRecord,
} from '../../../shared/contract/custody-report.ts'
import { showStrayDirections } from '../../../shared/text/show-directions.ts'
import { isBeginning, isEmpty } from '../../../shared/model/field-changes.ts'
import { acts, fields, kinds } from '../../../shared/words/record-words.ts'
import { reportWords as words } from '../../../shared/words/report-words.ts'
import { valueWords, type ValueContext } from '../../../shared/words/value-words.ts'
import { reportStyle } from './report-style.ts'

/** What a page needs in addition to the report. */
export interface PageOptions {
  /** The names of tags by their ids. */
  readonly tagPaths: ReadonlyMap<string, string>
  /** A font for Arabic script as WOFF2 in base64, for a computer that may not have one. */
  readonly arabicFont: string | null
}

/**
 * Renders the report as one self-contained HTML page, without scripts or links. Every text from the archive has its
 * own direction, and none of it is parsed as markup.
 */
export function printReportPage(report: CustodyReport, options: PageOptions): string {
  const body = [
    heading(report),
    ...report.records.map((record) => section(record, options.tagPaths)),
    howToCheck(report),
  ].join('\n')
  const font = options.arabicFont && /\p{Script=Arabic}/u.test(body) ? fontFace(options.arabicFont) : ''
  return [
    '<!doctype html>',
    '<html lang="en" dir="ltr"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(
      `${words.title} – ${report.records
        .map(({ id }) => id)
        .slice(0, 3)
        .join(', ')}`,
    )}</title>`,
    `<style>${font}${reportStyle}</style></head>`,
    `<body>${body}</body></html>`,
    '',
  ].join('\n')
}

function heading({ archive, madeAt, offset, madeBy, software, ledger }: CustodyReport): string {
  const made = `${localTime(madeAt, offset)} ${words.madeBy(text(madeBy.name), escape(software))}`
  const state =
    ledger.damages.length === 0
      ? escape(words.ledgerIntact(number(ledger.lines)))
      : `<strong>${escape(words.ledgerDamaged(number(ledger.damages.length)))}</strong>${list(ledger.damages.map(({ message }) => escape(message)))}`
  return `<header><h1>${words.title}</h1><p class="about">${words.about}</p>${facts([
    [words.archive, `${text(archive.title)} <code>${escape(archive.id)}</code>`],
    [words.made, made],
    [words.ledger, state],
  ])}</header>`
}

function section(record: ReportedRecord, tagPaths: PageOptions['tagPaths']): string {
  const { id, kind, title, language, withdrawn, objects, events } = record
  const lang = /^[a-zA-Z-]{2,35}$/.test(language) ? ` lang="${language}"` : ''
  const gone = withdrawn
    ? `<p class="withdrawn">${words.withdrawn(text(withdrawn.reason), localTime(withdrawn.at))}</p>`
    : ''
  return `<section><h2 dir="auto"${lang}>${escape(title)}</h2>${gone}${facts([
    [words.record, `<code>${id}</code>`],
    [words.kind, kinds[kind]],
  ])}<h3>${words.files}</h3>${objects.length === 0 ? `<p>${words.noFiles}</p>` : objects.map(file).join('')}
<h3>${words.events} <small>${words.eventCount(number(events.length))}</small></h3>${table(events, tagPaths)}</section>`
}

function file({ object, fixity }: ReportedObject): string {
  const state = fixity === 'unchanged' ? words.fixity[fixity] : `<strong>${words.fixity[fixity]}</strong>`
  return facts([
    [words.name, text(object.name)],
    [words.role, words.roles[object.role]],
    [words.size, `${number(object.sizeBytes)} bytes`],
    [words.type, escape(object.mediaType)],
    [words.hash, `<code>${object.hash}</code>`],
    [words.fixityNow, state],
    ...(object.derivedFrom
      ? [[words.madeFrom, `<code>${object.derivedFrom}</code> ${text(object.tool ?? '')}`] as const]
      : []),
  ])
}

function table(events: readonly CustodyEvent[], tagPaths: PageOptions['tagPaths']): string {
  const head = [words.number, words.when, words.what, words.changed, words.place]
  const rows = events.map((event, index) => row(event, index + 1, tagPaths))
  return `<table><thead><tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function row(event: CustodyEvent, index: number, tagPaths: PageOptions['tagPaths']): string {
  const { actor, act, outcome, tool, note, undoes, together, scope } = event
  const who = actor.type === 'person' ? text(actor.name) : `${escape(actor.name)} (${words.software})`
  const what = [
    `<b>${acts[act]}</b>`,
    `<span class="premis">${act}</span>`,
    who,
    ...(undoes ? [words.undoes(`<code>${escape(undoes.device)} ${undoes.seq}</code>`)] : []),
    ...(outcome === 'success' ? [] : [`<strong>${words.outcome(words.outcomes[outcome])}</strong>`]),
    ...(tool ? [words.tool(escape(tool.name), escape(tool.version))] : []),
  ]
  const rest = [
    ...(note ? [`<i>${text(note)}</i>`] : []),
    ...detailLines(event),
    ...event.changes
      .filter((change) => !event.begins || !isBeginning(change))
      .map((change) => changeLine(change, event.begins, tagPaths)),
    ...(together > 1 ? [words.together(number(together))] : []),
    ...(scope === 'archive' ? [words.wholeArchive] : []),
  ]
  const place = `<code>${escape(event.device)} ${event.seq}</code><br><code class="hash">${event.hash.slice(0, 12)}…</code>`
  return `<tr><td>${index}</td><td>${localTime(event.at, event.offset)}</td><td>${lines(what)}</td><td>${lines(rest)}</td><td>${place}</td></tr>`
}

// The details of acts that change no row; the JSON contains the remaining details.
function detailLines({ detail = {} }: CustodyEvent): string[] {
  const { kind, name, sha256, provesExistenceBefore, statedTime } = detail
  if (kind === 'timestamp')
    return [
      typeof provesExistenceBefore === 'string'
        ? words.stampHolds(escape(provesExistenceBefore))
        : words.stampOpen(escape(String(statedTime))),
    ]
  if (kind === 'copy' && typeof name === 'string') return [words.savedAs(text(name))]
  if (kind === 'custody-report') return [words.reportLeft(`<code>${escape(String(sha256))}</code>`)]
  return []
}

function changeLine(
  change: CustodyEvent['changes'][number],
  begins: boolean,
  tagPaths: PageOptions['tagPaths'],
): string {
  const { nothing, directions } = words
  const context: ValueContext = { field: change.field, nothing, directions, tagPaths, formats }
  const value = (each: unknown) => text(valueWords(each, context))
  const name = `<span class="field">${escape(fields[change.field] ?? change.field)}:</span>`
  if (change.added.length > 0 || change.removed.length > 0) {
    const parts = [
      ...(change.added.length > 0 ? [`${words.added} ${value(change.added)}`] : []),
      ...(change.removed.length > 0 ? [`${words.removed} ${value(change.removed)}`] : []),
    ]
    return `${name} ${parts.join('; ')}`
  }
  if (begins) return `${name} ${value(change.after)}`
  const before = isEmpty(change.before)
    ? `<span class="premis">${words.nothing}</span>`
    : `<del>${value(change.before)}</del>`
  return `${name} ${before} → <ins>${value(change.after)}</ins>`
}

function howToCheck({ statement, signature, publicKey }: CustodyReport): string {
  const [first, second] = words.checkSteps
  return `<section class="check"><h2>${words.check}</h2><p>${first}</p>
<h3>${words.statement}</h3><pre>${exact(statement)}</pre>
<h3>${words.signature}</h3><pre>${escape(signature)}</pre>
<h3>${words.publicKey}</h3><pre>${escape(publicKey)}</pre>
<p>${second}</p><pre>${escape(words.checkCommand)}</pre><p>${escape(words.checkAfter)}</p></section>`
}

/** Formats a time as `2014-09-03 14:05:09 +03:30`, with the time in UTC below it when the two differ. */
function localTime(at: string, offset?: string): string {
  const utc = at.slice(0, 19).replace('T', ' ')
  if (offset === undefined || offset === '+00:00')
    return `<time datetime="${escape(at)}">${words.inUtc(utc)}</time>`
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? []
  const shift = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) * 60_000
  const local = new Date(Date.parse(at) + shift).toISOString().slice(0, 19).replace('T', ' ')
  return `<time datetime="${escape(at)}">${local} ${escape(offset)}</time><br><small>${words.inUtc(utc)}</small>`
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
const digits = new Intl.NumberFormat('en')
const number = (value: number): string => digits.format(value)
const formats = {
  number,
  languageName: (tag: string) => {
    try {
      return names.of(tag) ?? tag
    } catch {
      return tag
    }
  },
}

const facts = (rows: readonly (readonly [string, string])[]): string =>
  `<dl>${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
const lines = (items: readonly string[]): string => items.map((item) => `<div>${item}</div>`).join('')

/** Escapes a text from the archive and isolates its direction. */
const text = (value: string): string => `<bdi dir="auto">${escape(value)}</bdi>`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
// Control characters would make the page invalid; line breaks stay.
const exact = (value: string): string =>
  // eslint-disable-next-line no-control-regex
  value
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
    .replace(/[&<>"']/g, (sign) => entities[sign]!)

/** As text to read: what would change the direction of the page is shown as ↔. */
const escape = (value: string): string => exact(showStrayDirections(value))

const fontFace = (base64: string): string =>
  `@font-face{font-family:"Report Arabic";src:url(data:font/woff2;base64,${base64}) format("woff2");unicode-range:U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFF}`
