import type { ReactNode } from 'react'

/** Text that keeps its own direction and does not affect the direction of its neighbours. */
export function Bidi({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <bdi dir="auto" title={title}>
      {children}
    </bdi>
  )
}
