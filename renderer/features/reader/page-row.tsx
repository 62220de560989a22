import type { VirtualItem } from '@tanstack/react-virtual'
import type { Ref } from 'react'
import type { Passage } from '../../../shared/model/passage.ts'
import type { ContentObject } from '../../../shared/model/record.ts'
import { directionOf } from '../../../shared/text/direction.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { MarkedText } from './marked-text.tsx'
import type { Mark } from './marks.ts'
import { PagePicture } from './page-picture.tsx'
import type { PageView } from './pages-bar.tsx'

export interface PageRowProps {
  readonly ref: Ref<HTMLDivElement>
  readonly item: VirtualItem
  readonly object: ContentObject
  readonly view: PageView
  readonly isBeside: boolean
  readonly pictureWidth: number
  readonly passages: readonly Passage[]
  /** The numbers of the passages on this page. */
  readonly onPage: readonly number[]
  readonly direction: 'auto' | 'ltr' | 'rtl'
  readonly marks: ReadonlyMap<number, readonly Mark[]>
  readonly current: number | null
}

/** One page: its picture, its text, or both. */
export function PageRow(props: PageRowProps) {
  const { ref, item, object, view, isBeside, pictureWidth, passages, onPage } = props
  const { reader: words } = useMessages()
  const page = item.index + 1
  return (
    <div
      ref={ref}
      data-index={item.index}
      className={`page-row ${isBeside ? 'page-row--beside' : ''}`}
      style={{ transform: `translateY(${item.start}px)` }}
      // A section for each page would be a landmark for each page.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={words.page + ' ' + page}
    >
      {view !== 'text' && <PagePicture hash={object.hash} page={page} width={pictureWidth} />}
      {view !== 'pages' && (
        <div className="page-text">
          <p className="page-text-number">
            {words.page} {page}
          </p>
          {onPage.map((passage) => (
            <PageParagraphs key={passage} {...props} passage={passage} text={passages[passage]!.text} />
          ))}
        </div>
      )}
    </div>
  )
}

interface PageParagraphsProps extends Pick<PageRowProps, 'direction' | 'marks' | 'current'> {
  readonly passage: number
  readonly text: string
}

/** The text of a page line by line, since one page may have lines of both directions. */
function PageParagraphs({ passage, text, direction, marks, current }: PageParagraphsProps) {
  const onPage = marks.get(passage) ?? []
  let start = 0
  return text.split('\n').map((line) => {
    const from = start
    start += line.length + 1
    const inLine = onPage
      .filter(({ range }) => range[1] > from && range[0] < from + line.length)
      .map(({ order, range }) => ({ order, range: [range[0] - from, range[1] - from] as const }))
    return (
      line.trim() !== '' && (
        <p
          key={from}
          className={`page-line ${directionOf(line) === 'rtl' ? 'page-line--rtl' : ''}`}
          dir={direction}
        >
          <MarkedText
            text={line}
            marks={inLine.map(({ order, range }) => ({ order, range: [Math.max(0, range[0]), range[1]] }))}
            current={current}
          />
        </p>
      )
    )
  })
}
