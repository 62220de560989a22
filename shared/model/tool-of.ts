import type { Tool } from './act.ts'

/** The software named `<name> <version>`, as the tool of an act. */
export function toolOf(software: string, parameters: Readonly<Record<string, unknown>> = {}): Tool {
  const at = software.lastIndexOf(' ')
  return { name: software.slice(0, at), version: software.slice(at + 1), parameters: { ...parameters } }
}
