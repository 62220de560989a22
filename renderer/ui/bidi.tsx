import type { ReactNode } from 'react'

/** Text that keeps its own direction and does not disturb its neighbours'. */
export function Bidi({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <bdi dir="auto" title={title}>
      {children}
    </bdi>
  )
}
