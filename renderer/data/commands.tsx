import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { ReactNode } from 'react'
import { isTypedInto, matchesShortcut } from './shortcuts.ts'

/** Named like a method: `imports.pick-files`. */
export type CommandId = `${string}.${string}`

/**
 * Something the user can do. It is listed in quick-open and on the keyboard map, and its keys work while it is
 * offered.
 */
export interface Command {
  readonly id: CommandId
  /** In the user's language. */
  readonly label: string
  /** The heading above it on the keyboard map. */
  readonly group: string
  /** Alternatives such as `Mod+K`, `Shift+N`, `/`, `F6`; the first is shown. `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys?: readonly string[]
  readonly isDisabled?: boolean
  run(): void
}

interface CommandRegistry {
  readonly offered: readonly Command[]
  offer(command: Command): () => void
  run(id: CommandId): void
}

const CommandsContext = createContext<CommandRegistry | null>(null)

/** Keeps the commands that can be run now and listens for their keys. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [offered, setOffered] = useState<readonly Command[]>([])
  const latest = useRef(offered)
  useLayoutEffect(() => {
    latest.current = offered
  }, [offered])
  const registry = useMemo(
    () => ({
      offer(command: Command) {
        setOffered((commands) => [...commands, command])
        return () => setOffered((commands) => commands.filter((each) => each !== command))
      },
      run(id: CommandId) {
        const command = latest.current.findLast((each) => each.id === id && !each.isDisabled)
        command?.run()
      },
    }),
    [],
  )
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const command = offered.findLast((each) => !each.isDisabled && isTriggeredBy(each, event))
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    command.run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
  const value = useMemo(() => ({ ...registry, offered }), [registry, offered])
  return <CommandsContext value={value}>{children}</CommandsContext>
}

/** Offers a command while the component is shown. If two commands share keys, the one offered last runs. */
export function useCommand(command: Command): void {
  const { offer } = useRegistry()
  const run = useEffectEvent(() => command.run())
  const { id, label, group, isDisabled } = command
  const keys = command.keys?.join(' ') ?? ''
  // With what is drawn, not after it: a key pressed at the sight of a change must not be lost.
  useLayoutEffect(
    () => offer({ id, label, group, isDisabled, keys: keys ? keys.split(' ') : [], run: () => run() }),
    [offer, id, label, group, isDisabled, keys],
  )
}

/** Every command that can be run now. */
export function useCommands(): readonly Command[] {
  return useRegistry().offered
}

/**
 * Runs a command by its id, so that one feature can start what another does. Does nothing when the command is not
 * offered.
 */
export function useRunCommand(): (id: CommandId) => void {
  return useRegistry().run
}

function useRegistry(): CommandRegistry {
  const registry = useContext(CommandsContext)
  if (!registry) throw new Error('no CommandsProvider above this component')
  return registry
}

function isTriggeredBy(command: Command, event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return false
  return (command.keys ?? []).some((keys) => matchesShortcut(keys, event) && !isTypedInto(event, keys))
}
