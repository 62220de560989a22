/** A deliberate fault in the product: one text of a file replaced by another. */
export interface Break {
  /** What the product then does wrong. */
  readonly name: string
  readonly file: string
  /** Occurs exactly once in the file. */
  readonly from: string
  readonly to: string
  /** The part of `npm run test:deep`, or the kind of test, that is known to catch it. */
  readonly sweep: string
  /** The test file whose sample in `npm test` catches it. */
  readonly test: string
  /** Only the tests with this in their name; all tests of the file when left out. */
  readonly only?: string
}
