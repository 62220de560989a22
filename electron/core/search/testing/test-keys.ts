/** The keys of the caches of tests: the same for every opening. */
export const testKeys = {
  index: new Uint8Array(32).fill(1),
  text: new Uint8Array(32).fill(2),
  page: new Uint8Array(32).fill(3),
} as const
