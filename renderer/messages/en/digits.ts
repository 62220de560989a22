const format = new Intl.NumberFormat('en')

/** A number as English writes it: `1,463`. */
export function digits(value: number): string {
  return format.format(value)
}

/** A number with its noun: `1 file`, `1,463 files`. */
export function counted(count: number, one: string, many: string): string {
  return `${digits(count)} ${count === 1 ? one : many}`
}
