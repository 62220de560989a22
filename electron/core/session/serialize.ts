/**
 * The same work, made to run one call at a time: each call starts when the one before it has settled, in the order
 * made, whether that one succeeded or failed. Every caller gets the outcome of its own call.
 */
export function serialize<Args extends readonly unknown[], Out>(
  work: (...args: Args) => Promise<Out>,
): (...args: Args) => Promise<Out> {
  let previous: Promise<unknown> = Promise.resolve()
  return (...args) => {
    const next = previous.then(() => work(...args))
    previous = next.catch(() => undefined)
    return next
  }
}
