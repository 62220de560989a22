/** What gate.mjs provides to the main thread of a child program. */
interface GateGlobals {
  readonly gatePassed: Promise<unknown>
  openGate(): void
}

/**
 * Waits until the thread of a child program is at its gate, awaits `act`, which must not depend on that thread, and
 * lets the thread continue.
 */
export async function atGate(act: () => Promise<void>): Promise<void> {
  const { gatePassed, openGate } = globalThis as unknown as GateGlobals
  // Waiting for the gate does not keep a process running.
  const alive = setInterval(() => undefined, 60_000)
  await gatePassed
  await act()
  openGate()
  clearInterval(alive)
}
