import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { buildFacts } from './build-facts.ts'
import './about.css'

/** What Holdfast is, its version and licence, and what it is made of with the licence of each part. */
export function AboutDialog({ onClose }: { onClose(): void }) {
  const { about: words, window: common } = useMessages()
  const footer = (
    <Button look="primary" onPress={onClose}>
      {words.done}
    </Button>
  )
  return (
    <Dialog title={words.title} isOpen onClose={onClose} closeLabel={common.close} footer={footer}>
      <p>{words.version(buildFacts.version)}</p>
      <p>{words.licence}</p>
      <p>{words.offline}</p>
      <h3 className="about-heading">{words.madeOf(buildFacts.packages.length)}</h3>
      <ul className="about-packages" aria-label={words.packages}>
        {buildFacts.packages.map(({ name, version, licence }) => (
          <li key={`${name} ${version}`}>
            <span dir="ltr">
              {name} {version}
            </span>
            <span className="about-licence">{licence}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
