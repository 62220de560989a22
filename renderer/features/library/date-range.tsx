import { useState } from 'react'
import { navigate, useAddress } from '../../data/use-address.ts'
import { useMessages } from '../../messages/use-messages.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** From when until when, each as exact as the user likes. It takes effect on Enter or when the field loses focus. */
export function DateRange() {
  const { search } = useMessages()
  const { filters } = useAddress()
  return (
    <div className="library-dates">
      {/* A key for each value: a filter removed elsewhere empties the field. */}
      <DateEnd key={`from ${filters.from}`} label={search.from} name="from" value={filters.from} />
      <DateEnd key={`to ${filters.to}`} label={search.to} name="to" value={filters.to} />
    </div>
  )
}

/** A year, a month or a day, as EDTF writes them. */
const DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/

function DateEnd({ label, name, value }: { label: string; name: 'from' | 'to'; value: string }) {
  const { search } = useMessages()
  const { filters } = useAddress()
  const [draft, setDraft] = useState(value)
  const [isWrong, setWrong] = useState(false)
  const apply = () => {
    const wanted = draft.trim()
    const isRight = wanted === '' || DAY.test(wanted)
    setWrong(!isRight)
    if (isRight && wanted !== value) navigate({ filters: { ...filters, [name]: wanted } })
  }
  return (
    <TextField
      label={label}
      placeholder="2014-09"
      value={draft}
      onChange={setDraft}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
      problem={isWrong ? search.datesWrong : undefined}
    />
  )
}
