/** The names in a line, separated by commas of any script, semicolons or line ends. */
export function splitNames(text: string): string[] {
  return text
    .split(/[,،;؛\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
