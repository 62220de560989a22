import type { ComponentType } from 'react'

type Module = Readonly<Record<string, ComponentType>>

/**
 * Each `features/<feature>/<name>.command.tsx` exports one component, which offers a command and shows what it opens.
 */
const modules = import.meta.glob<Module>('./features/*/*.command.tsx', { eager: true })

/** The commands of all features. A feature with a command adds its file; nothing here changes. */
export function FeatureCommands() {
  return Object.entries(modules).flatMap(([path, module]) =>
    Object.values(module).map((Command) => <Command key={path} />),
  )
}
