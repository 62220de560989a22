import { Component, createContext, Suspense, use, useContext } from 'react'
import type { ComponentType, ReactNode } from 'react'

/** Where a part is rendered: inside a pane, or over the window like a dialog. */
export type PartPlace = 'pane' | 'over'

export interface LaterOptions<Props> {
  /** What is shown instead of the part while its script loads; nothing by default. */
  readonly waiting?: (props: Props) => ReactNode
  readonly place?: PartPlace
}

/**
 * A component whose script is loaded when it is first rendered, or earlier by `loadLaterParts`; after that it renders
 * at once.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { waiting = () => null, place = 'over' }: LaterOptions<Props> = {},
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<void> | null = null
  const start = () => (loading ??= store(load()))
  const store = async (part: Promise<ComponentType<Props>>) => {
    try {
      loaded = await part
    } catch (cause) {
      throw new PartMissing('a part of the window could not be loaded', { cause })
    }
  }
  parts.add(start)
  function Loaded(props: Props) {
    // Not React.lazy, which would show `waiting` for a moment even after the script has loaded.
    if (!loaded) use(start())
    const Part = loaded!
    return <Part {...props} />
  }
  return (props) => (
    <PartBoundary place={place}>
      <Suspense fallback={waiting(props)}>
        <Loaded {...props} />
      </Suspense>
    </PartBoundary>
  )
}

/**
 * Loads every part that is not loaded yet: once the window is idle, or `atOnce` when parts are about to be rendered.
 * A part that cannot be loaded says so when it is rendered.
 */
export async function loadLaterParts(atOnce = false): Promise<void> {
  resolveFirstList()
  if (!atOnce) await idle()
  // Parts of parts register while the outer ones load.
  for (let known = 0; known < parts.size;) {
    const found = [...parts].slice(known)
    known += found.length
    await Promise.allSettled(found.map((start) => start()))
  }
}

let resolveFirstList = () => {}

/**
 * Resolves when the first list is on the screen: whatever is rendered with it but may come a moment later waits for
 * this.
 */
export const afterFirstList: Promise<void> = new Promise((resolve) => {
  resolveFirstList = resolve
})

/** Provides what is shown when a part could not be loaded. */
export function PartFailureProvider({ failure, children }: PartFailureProviderProps) {
  return <FailureContext value={failure}>{children}</FailureContext>
}

export interface PartFailureProviderProps {
  failure(place: PartPlace): ReactNode
  readonly children: ReactNode
}

const parts = new Set<() => Promise<void>>()
const FailureContext = createContext<(place: PartPlace) => ReactNode>(() => null)

class PartMissing extends Error {}

interface PartBoundaryProps {
  readonly place: PartPlace
  readonly children: ReactNode
}

class PartBoundary extends Component<PartBoundaryProps, { readonly error: unknown }> {
  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override state: { readonly error: unknown } = { error: null }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    // Only a missing script is handled here; a fault in the part itself must not be mistaken for one.
    if (!(error instanceof PartMissing)) throw error
    return <PartFailure place={this.props.place} />
  }
}

function PartFailure({ place }: { readonly place: PartPlace }) {
  return useContext(FailureContext)(place)
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 2000 })
    else setTimeout(resolve, 50)
  })
}
