import { ErrorNote } from './error-note.tsx'
import type { ErrorNoteProps } from './error-note.tsx'
import { errorToast, useToast } from './toast.tsx'

/** Why a task did not come to its end. That a person stopped it is no error; what became of it is said all the same. */
export function TaskError({ error }: Pick<ErrorNoteProps, 'error'>) {
  if (!isStopped(error)) return <ErrorNote error={error} />
  return <output className="ui-stopped">{error.message}</output>
}

/** Shows over the window why a task failed, unless a person stopped it. */
export function useErrorToast(): (error: ErrorNoteProps['error']) => void {
  const toast = useToast()
  return (error) => {
    if (!isStopped(error)) toast(errorToast(error))
  }
}

/** True where a person stopped the task. */
function isStopped({ code }: ErrorNoteProps['error']): boolean {
  return /[.-]cancelled$/.test(code)
}
