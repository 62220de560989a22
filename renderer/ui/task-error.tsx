import { ErrorNote } from './error-note.tsx'
import type { ErrorNoteProps } from './error-note.tsx'

/** Why a task did not come to its end. That a person stopped it is no error; what became of it is said all the same. */
export function TaskError({ error }: Pick<ErrorNoteProps, 'error'>) {
  if (!isStopped(error)) return <ErrorNote error={error} />
  return <output className="ui-stopped">{error.message}</output>
}

/** True where a person stopped the task. */
export function isStopped({ code }: ErrorNoteProps['error']): boolean {
  return /[.-]cancelled$/.test(code)
}
