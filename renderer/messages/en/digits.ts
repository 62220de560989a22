const format = new Intl.NumberFormat('en')

/** A number as English writes it: `1,463`. */
export function digits(value: number): string {
  return format.format(value)
}
