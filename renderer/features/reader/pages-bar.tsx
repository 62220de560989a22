import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { useMessages } from '../../messages/use-messages.tsx'

export const pageViews = ['pages', 'both', 'text'] as const
export type PageView = (typeof pageViews)[number]

export interface PagesBarProps {
  readonly page: number
  readonly total: number
  onPage(page: number): void
  readonly view: PageView
  onView(view: PageView): void
  onZoom(by: 1 | -1): void
}

/** Which page of how many, larger and smaller, pictures or text. */
export function PagesBar({ page, total, onPage, view, onView, onZoom }: PagesBarProps) {
  const { reader: words } = useMessages()
  return (
    <div className="reader-bar" role="toolbar" aria-label={words.page}>
      <IconButton
        label={words.previousPage}
        size="small"
        isDisabled={page <= 1}
        onPress={() => onPage(page - 1)}
      >
        <ChevronLeft size={16} />
      </IconButton>
      <PageNumber page={page} total={total} onPage={onPage} />
      <span className="reader-bar-note">{words.ofPages(total)}</span>
      <IconButton
        label={words.nextPage}
        size="small"
        isDisabled={page >= total}
        onPress={() => onPage(page + 1)}
      >
        <ChevronRight size={16} />
      </IconButton>
      <span className="reader-bar-gap" />
      {view !== 'text' && (
        <>
          <IconButton label={words.zoomOut} size="small" onPress={() => onZoom(-1)}>
            <ZoomOut size={16} />
          </IconButton>
          <IconButton label={words.zoomIn} size="small" onPress={() => onZoom(1)}>
            <ZoomIn size={16} />
          </IconButton>
        </>
      )}
      <Select
        label={words.view}
        isLabelHidden
        look="quiet"
        choices={pageViews.map((id) => ({ id, label: words.views[id] }))}
        value={view}
        onChange={onView}
      />
    </div>
  )
}

function PageNumber({ page, total, onPage }: Pick<PagesBarProps, 'page' | 'total' | 'onPage'>) {
  const { reader: words } = useMessages()
  const [text, setText] = useState(String(page))
  const [shown, setShown] = useState(page)
  if (shown !== page) {
    setShown(page)
    setText(String(page))
  }
  const go = () => {
    const wanted = Number(text)
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= total) onPage(wanted)
    else setText(String(page))
  }
  return (
    <input
      className="page-number"
      aria-label={words.pageOf(page, total)}
      inputMode="numeric"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={go}
      onKeyDown={(event) => event.key === 'Enter' && go()}
    />
  )
}
