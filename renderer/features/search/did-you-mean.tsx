import { useRunCommand } from '../../data/commands.tsx'
import { printShortcut } from '../../data/shortcuts.ts'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { Button } from '../../ui/button.tsx'
import { Highlighted } from '../../ui/highlighted.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { changedRange } from './changed-range.ts'

/** Complete queries that may be meant, each chosen by a click, the first with a key as well. */
export function DidYouMean({ suggestions }: { suggestions: readonly string[] }) {
  const { search } = useMessages()
  const { query } = useAddress()
  const run = useRunCommand()
  const others = suggestions.filter((each) => each !== query)
  if (others.length === 0) return null
  const choose = (suggestion: string) => {
    navigate({ query: suggestion })
    run('search.focus')
  }
  return (
    <p className="search-note search-meant">
      <span>{search.didYouMean}</span>
      {others.map((each, at) => (
        <span className="search-meant-one" key={each}>
          <Button look="link" size="small" onPress={() => choose(each)}>
            <Highlighted text={each} ranges={changedRange(query, each)} />
          </Button>
          {at === 0 && <Kbd keys={printShortcut('Mod+Enter')} />}
        </span>
      ))}
    </p>
  )
}
