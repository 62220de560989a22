import './path-text.css'

/**
 * The path of a file or folder. Each name is isolated: after a Persian name, a number would swap places with the
 * slash.
 */
export function PathText({ path }: { path: string }) {
  return (
    <bdi className="ui-path" dir="ltr">
      {path.split(/([/\\])/).map((part, at) => (at % 2 === 0 ? <bdi key={at}>{part}</bdi> : part))}
    </bdi>
  )
}
