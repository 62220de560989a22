import './kbd.css'

/** The keys of a shortcut, as printed on the keys. */
export function Kbd({ keys }: { keys: readonly string[] }) {
  return (
    <span className="ui-kbd">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
