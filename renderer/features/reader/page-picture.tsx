import { useState } from 'react'
import { useObjectAddress } from '../../data/use-object-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'

/**
 * Pictures are requested in steps of this many device pixels, so that dragging a pane does not redraw a page each
 * time.
 */
const WIDTH_STEP = 200
/** The ratio of height to width of A4, until the picture has loaded. */
const A4 = Math.SQRT2

export interface PagePictureProps {
  readonly hash: string
  readonly page: number
  /** In CSS pixels. */
  readonly width: number
}

/** One page as it looks: the ground truth from which its text was extracted. */
export function PagePicture({ hash, page, width }: PagePictureProps) {
  const { reader: words } = useMessages()
  const [shape, setShape] = useState(A4)
  const [isBroken, setBroken] = useState(false)
  const drawn = Math.max(1, Math.ceil((width * devicePixelRatio) / WIDTH_STEP)) * WIDTH_STEP
  const { src, renew } = useObjectAddress({ hash, as: 'page', page, width: drawn })
  if (isBroken) return <p className="reader-nothing">{words.pageFailed(page)}</p>
  return (
    <img
      className="page-picture"
      src={src}
      alt={words.pageAlt(page)}
      width={Math.round(width)}
      height={Math.round(width * shape)}
      onLoad={(event) => {
        const { naturalWidth, naturalHeight } = event.currentTarget
        if (naturalWidth > 0) setShape(naturalHeight / naturalWidth)
      }}
      onError={() => renew() || setBroken(true)}
    />
  )
}
