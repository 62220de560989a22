import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { english } from './en.ts'
import type { Catalogue } from './en.ts'
import { createFormats } from './formats.ts'
import type { Formats } from './formats.ts'

interface Words {
  readonly catalogue: Catalogue
  readonly formats: Formats
}

const inEnglish: Words = { catalogue: english, formats: createFormats('en') }
const WordsContext = createContext<Words>(inEnglish)

/** Gives the window its language; English where there is none. */
export function WordsProvider({ words = inEnglish, children }: { words?: Words; children: ReactNode }) {
  return <WordsContext value={words}>{children}</WordsContext>
}

/** Every word a user reads: `const { library } = useMessages()`, then `library.marked(3)`. */
export function useMessages(): Catalogue {
  return useContext(WordsContext).catalogue
}

/** Numbers, sizes, times and languages in the window's language. */
export function useFormats(): Formats {
  return useContext(WordsContext).formats
}
