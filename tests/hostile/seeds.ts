import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { docxOf, odtOf } from './archives.ts'
import { pdfOf } from './documents.ts'
import { pngOf } from './media.ts'
import { realData } from '../tools/real-data.ts'

/** A valid file that a reader understands, to be damaged. */
export interface Seed {
  readonly extension: string
  readonly bytes: Uint8Array
}

const words = 'Everyone has the right to freedom of movement. هر کس حق دارد آزادانه رفت‌وآمد کند.'

const written: Readonly<Record<string, Uint8Array | string>> = {
  '.txt': `${words}\n\n`.repeat(20),
  '.md': `# ${words}\n\n* ${words}\n`,
  '.html': `<!doctype html><meta charset=utf-8><title>t</title><p>${words}<table><tr><td>1<td>2</table><pre>a\n b</pre>`,
  '.xml': `<?xml version="1.0"?><a><b c="d">${words}</b></a>`,
  '.svg': `<svg xmlns="http://www.w3.org/2000/svg"><text>${words}</text></svg>`,
  '.json': JSON.stringify({ words: Array.from({ length: 9 }, () => words) }),
  '.csv': `a,b\n"${words}",1\n`,
  '.rtf': `{\\rtf1\\ansi\\ansicpg1256{\\fonttbl{\\f0\\fcharset178 Arial;}}\\f0 words\\par \\u1570?\\'c7\\'d3 {\\*\\x y}\\par}`,
  '.eml': `From: =?utf-8?b?2LM=?= <a@example.org>\nTo: b@example.org\nSubject: words\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nwords=20here\n--b\nContent-Type: text/html\n\n<p>page\n--b\nContent-Type: application/zip\nContent-Disposition: attachment; filename="a.zip"\nContent-Transfer-Encoding: base64\n\nUEsDBAoAAAAA\n--b--\n`,
  '.srt': '1\n00:00:01,000 --> 00:00:02,000\nwords\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>more</i>\n',
  '.vtt': 'WEBVTT\n\nNOTE a\n\n1\n00:01.000 --> 00:02.000 line:0\n<v Ann>words &amp; more\n',
  '.ass':
    '[Script Info]\n[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:02.00,Ann,{\\b1}words\\Nmore\n',
  '.pdf': pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    '<</Length 45>>stream\nBT /F 9 Tf 9 9 Td (words) Tj ET 0 0 9 9 re f \nendstream',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]),
  '.docx': docxOf(`<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`.repeat(5)),
  '.odt': odtOf(
    `<office:document-content xmlns:office="o" xmlns:text="t"><office:body><text:p>${words}</text:p></office:body></office:document-content>`,
  ),
  '.png': pngOf(2, 2, Buffer.alloc(18)),
}

const SAMPLES = [
  realData('documents'),
  realData('videos'),
  resolve(import.meta.dirname, '../../resources/sample'),
]
const LARGEST = 700_000

/** Files written here, those of the sample archive, and real ones if they exist next to the project. */
export function seeds(): Seed[] {
  const own = Object.entries(written).map(([extension, bytes]) => ({ extension, bytes: Buffer.from(bytes) }))
  const real = SAMPLES.filter((folder) => existsSync(folder))

    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((path) => statSync(path).isFile() && statSync(path).size < LARGEST && statSync(path).size > 0)
    .map((path) => ({ extension: extname(path), bytes: readFileSync(path) }))
  return [...own, ...real]
}
