/** What gate.mjs gives the main thread of a child program. */
interface GateGlobals {
  readonly gatePassed: Promise<unknown>
  openGate(): void
}

/** When the thread of a child program waits at its gate, does something, which must not wait for that thread, and lets it go on. */
export async function atGate(act: () => Promise<void>): Promise<void> {
  const { gatePassed, openGate } = globalThis as unknown as GateGlobals
  // Waiting for the gate does not keep a process running.
  const alive = setInterval(() => undefined, 60_000)
  await gatePassed
  await act()
  openGate()
  clearInterval(alive)
}
