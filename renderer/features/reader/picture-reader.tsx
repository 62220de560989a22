import { ZoomIn, ZoomOut } from 'lucide-react'
import { useState } from 'react'
import { useObjectAddress } from '../../data/use-object-address.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useMessages } from '../../messages/use-messages.tsx'
import { ExtractionNotes } from './extraction-notes.tsx'
import { FileCard } from './file-card.tsx'
import type { ObjectReaderProps } from './object-reader-props.ts'

type Scale = 'fit' | number

const STEPS = [0.25, 0.5, 1, 2, 4]

/** An image, rendered by the browser as an image only: nothing inside it can run. */
export function PictureReader({ record, object }: ObjectReaderProps) {
  const { reader: words } = useMessages()
  const [scale, setScale] = useState<Scale>('fit')
  const [width, setWidth] = useState(object.facts.width ?? 0)
  const [isBroken, setBroken] = useState(false)
  const { src, renew } = useObjectAddress({ hash: object.hash, as: 'bytes' })
  if (isBroken) return <FileCard object={object} />
  return (
    <div className="picture">
      <ExtractionNotes object={object} without="no-reader" />
      <PictureBar scale={scale} onScale={setScale} />
      {/* A large image is scrolled with the keyboard, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={`picture-view ${scale === 'fit' ? 'picture-view--fit' : ''}`} tabIndex={0}>
        <img
          src={src}
          alt={words.picture(record.title || object.name)}
          style={scale === 'fit' ? undefined : { inlineSize: width * scale }}
          onLoad={(event) => setWidth(event.currentTarget.naturalWidth)}
          onError={() => renew() || setBroken(true)}
        />
      </div>
    </div>
  )
}

function PictureBar({ scale, onScale }: { scale: Scale; onScale(scale: Scale): void }) {
  const { reader: words } = useMessages()
  const now = scale === 'fit' ? 1 : scale
  return (
    <div className="reader-bar" role="toolbar" aria-label={words.view}>
      <Button look="quiet" size="small" isDisabled={scale === 'fit'} onPress={() => onScale('fit')}>
        {words.fit}
      </Button>
      <Button look="quiet" size="small" isDisabled={scale === 1} onPress={() => onScale(1)}>
        {words.actualSize}
      </Button>
      <IconButton
        label={words.zoomOut}
        size="small"
        onPress={() => onScale(STEPS.findLast((step) => step < now) ?? now)}
      >
        <ZoomOut size={16} />
      </IconButton>
      <IconButton
        label={words.zoomIn}
        size="small"
        onPress={() => onScale(STEPS.find((step) => step > now) ?? now)}
      >
        <ZoomIn size={16} />
      </IconButton>
    </div>
  )
}
