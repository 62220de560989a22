/** The same work, each call begun when the one before it has ended. */
export function oneByOne<In, Out>(work: (input: In) => Promise<Out>): (input: In) => Promise<Out> {
  let previous: Promise<unknown> = Promise.resolve()
  return (input) => {
    const next = previous.then(() => work(input))
    previous = next.catch(() => undefined)
    return next
  }
}
