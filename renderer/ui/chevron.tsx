/** A small arrowhead: `down` for what opens below, `end` for what opens at the side; `check` marks what is chosen. */
export function Chevron({ points = 'down' }: { points?: 'down' | 'end' | 'check' }) {
  const paths = { down: 'M2.5 4.5 6 8l3.5-3.5', end: 'M4.5 2.5 8 6l-3.5 3.5', check: 'M2 6.5 4.8 9 10 3.5' }
  return (
    <svg className={`ui-chevron ui-chevron--${points}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={paths[points]} />
    </svg>
  )
}
