import './path-text.css'

/** The path of a file or folder. Each name keeps to itself: behind a Persian one, a number would change places with the stroke. */
export function PathText({ path }: { path: string }) {
  return (
    <bdi className="ui-path" dir="ltr">
      {path.split(/([/\\])/).map((part, at) => (at % 2 === 0 ? <bdi key={at}>{part}</bdi> : part))}
    </bdi>
  )
}
