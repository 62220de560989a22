import Fuse from 'fuse.js'
import { fold } from '../../../shared/text/fold.ts'

/** The commands most like what was typed: those that contain every word of it, then those that do with typos. */
export function likeliestCommands<Each extends { readonly label: string }>(
  commands: readonly Each[],
  typed: string,
): readonly Each[] {
  const words = fold(typed).split(' ')
  const holds = ({ label }: Each) => words.every((word) => fold(label).includes(word))
  const like = new Fuse(commands, {
    keys: ['label'],
    // What follows a colon is not the command's name but what it would act on: too long to guess at.
    getFn: ({ label }) => fold(label.split(':')[0]!),
    ignoreLocation: true,
    threshold: 0.34,
  })
  const found = like.search(fold(typed)).map(({ item }) => item)
  return [...new Set([...commands.filter(holds), ...found])]
}
