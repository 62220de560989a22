import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { declaredCharset, htmlText, textBetweenTags, readHtml } from './html.ts'

describe('htmlText', () => {
  test.each([
    ['blocks are paragraphs', '<p>One\n two<p>Three <b>four</b>', ['One two', 'Three four']],
    ['entities and no-break space', '<p>a&amp;b&nbsp;&#1570;</p>', ['a&b\u00a0آ']],
    [
      'script, style and template are silent',
      '<style>x</style><p>a<script>steal()</script>b</p><template>t</template>',
      ['ab'],
    ],
    [
      'a break stays in its paragraph',
      '<div>one<br> two<div>three</div>four</div>',
      ['one\ntwo', 'three', 'four'],
    ],
    ['rows of a table', '<table><tr><th>Name</th><td> 571 </td></tr><tr><td>x</table>', ['Name\t571', 'x']],
    ['pre keeps its lines', '<pre>a\n  b</pre>', ['a\n  b']],
    ['text without any tag', 'only words', ['only words']],
    ['unclosed and crossed tags', '<p><b>one<i>two</b>three<div>four', ['onetwothree', 'four']],
    ['a whole page', '<!doctype html>\n<!-- x -->\n<html><body><p>a</p></body></html>\n', ['a']],
    ['nothing', '', []],
    ['an event handler is no text', '<img src=x onerror=alert(1)><a href="javascript:x">word</a>', ['word']],
    [
      'what stands in for frames and scripts, and words in drawings',
      '<noscript>a</noscript><iframe>b</iframe><object>c</object><svg><text>d</text></svg>',
      ['a', 'b', 'c', 'd'],
    ],
    [
      'words of pictures and fields',
      '<img alt="a"><input value="b"><input placeholder="c"><input type="Hidden" value="d">',
      ['a b c'],
    ],
    ['CDATA', '<svg><text><![CDATA[a <b> &amp;]]></text></svg>', ['a <b> &amp;']],
    [
      'what a component shows, as a saved page keeps it',
      '<my-card><template shadowrootmode="open"><p>سایه</p></template>b</my-card><script shadowroot>c</script>',
      ['سایه', 'b'],
    ],
    [
      'a page in a frame, and the one in that, after the page around them',
      `<iframe srcdoc="<title>t</title><p>a &amp;amp; b<iframe srcdoc='&lt;p&gt;واژه'></iframe>">c</iframe><p>d`,
      ['c', 'd', 't', 'a & b', 'واژه'],
    ],
    [
      'pages in data URLs',
      `<frameset><frame src="data:text/html;charset=utf-8;base64,${Buffer.from('<p>واژه</p>').toString('base64')}">` +
        `<frame src="data:text/html,%3Cp%3E%D9%88%D8%A7%DA%98%D9%87 b"></frameset><embed src="data:image/png;base64,aaaa">`,
      ['واژه', 'واژه b'],
    ],
    ['a comment is no text', '<p>a<!-- b -->c</p>', ['ac']],
  ])('%s', (_, html, paragraphs) => {
    expect(htmlText(html).paragraphs).toEqual(paragraphs)
  })

  test('takes the title and leaves it out of the text', () => {
    expect(
      htmlText('<html><head><title>\n عنوان &amp; x </title></head><body><p>متن</p></body></html>'),
    ).toEqual({
      title: 'عنوان & x',
      paragraphs: ['متن'],
    })
  })

  test('reads frames in frames in frames to the last', () => {
    const nested = (depth: number): string => {
      if (depth === 12) return '<p>deepest</p>'
      const inner = nested(depth + 1)
        .replaceAll('&', '&amp;')
        .replaceAll('"', '&quot;')
        .replaceAll('<', '&lt;')
      return `<p>level ${depth}</p><iframe srcdoc="${inner}"></iframe>`
    }
    const words = htmlText(nested(0)).paragraphs.join(' ')
    for (let depth = 0; depth < 12; depth += 1) expect(words).toContain(`level ${depth}`)
    expect(words).toContain('deepest')
  })

  test('survives a page nested ten thousand deep', () => {
    const html = `<html><body>${'<div><span>'.repeat(10_000)}deep${'</span></div>'.repeat(10_000)}<p>after</p></body></html>`
    expect(htmlText(html).paragraphs).toEqual(['deep', 'after'])
  })
})

describe('readHtml', () => {
  test.each([
    ['a style', '<p>a</p><style>p{}<p>واژه</p>'],
    ['a title', '<title>t<p>a</p><p>واژه</p>'],
    ['a comment', '<p>a</p><!-- x <p>واژه</p>'],
  ])('finds and reports the words after %s that never ends', async (_, html) => {
    const path = join(await mkdtemp(join(tmpdir(), 'holdfast-html-')), 'object')
    await writeFile(path, html)
    const { passages, notes } = await readHtml(path, { isShallow: false })
    expect(passages?.map(({ text }) => text)).toContain('واژه')
    expect(notes).toEqual(['damaged'])
  })

  test('reads the words after pictures that are embedded in a saved page', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'holdfast-html-')), 'object')
    const picture = `<img alt="عکس" src="data:image/jpeg;base64,${'/9j+'.repeat(2 * 1024 * 1024)}">`
    await writeFile(path, `<p>a</p>${picture}<p>واژه</p>`)
    const { passages, notes } = await readHtml(path, { isShallow: false })
    expect(passages?.map(({ text }) => text)).toEqual(['a', 'عکس', 'واژه'])
    expect(notes).toEqual([])
  })

  test('reports when a page is longer than what is read of it', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'holdfast-html-')), 'object')
    await writeFile(path, `<p>a</p>${'<p>word word word word'.repeat(400_000)}`)
    expect((await readHtml(path, { isShallow: true })).notes).toEqual(['too-large'])
  })
})

describe('declaredCharset', () => {
  test.each([
    ['<meta charset="windows-1256">', 'windows-1256'],
    ['<META http-equiv=Content-Type content="text/html; charset=iso-8859-6">', 'iso-8859-6'],
    ['<?xml version="1.0" encoding="UTF-16"?>', 'UTF-16'],
    ['<p>charset=x</p>', undefined],
  ])('%s', (html, charset) => {
    expect(declaredCharset(Buffer.from(html))).toBe(charset)
  })
})

test('a page whose tree would be too large is read without one, with all its words', () => {
  expect(
    textBetweenTags(
      '<p class="a>b">آزادی &amp; <b>Freedom</b> &#1587;&#x200c;&#xd800;&#99999999;<!-- note -->',
    ),
  ).toEqual(['b">آزادی &', 'Freedom', 'س\u200c\ufffd&#99999999;'])
  expect(textBetweenTags('<iframe srcdoc="&lt;p&gt;واژه">')[0]).toContain('<p>واژه')
  expect(textBetweenTags('<b>'.repeat(2_000_000) + 'words')).toEqual(['words'])
})
