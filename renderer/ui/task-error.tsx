import { ErrorNote } from './error-note.tsx'
import type { ErrorNoteProps } from './error-note.tsx'
import { errorToast, useToast } from './toast.tsx'

/** Why a task did not complete. A task that the user stopped did not fail, so it is reported as a note. */
export function TaskError({ error }: Pick<ErrorNoteProps, 'error'>) {
  if (!isStopped(error)) return <ErrorNote error={error} />
  return <output className="ui-stopped">{error.message}</output>
}

/** Shows over the window why a task failed, unless the user stopped it. */
export function useErrorToast(): (error: ErrorNoteProps['error']) => void {
  const toast = useToast()
  return (error) => {
    if (!isStopped(error)) toast(errorToast(error))
  }
}

/** True when the user stopped the task. */
function isStopped({ code }: ErrorNoteProps['error']): boolean {
  return /[.-]cancelled$/.test(code)
}
