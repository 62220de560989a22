import { ListBox, ListBoxItem, Popover } from 'react-aria-components'
import type { Suggestion } from './use-suggestions.ts'
import './menu.css'

/** The suggestions of the combo box around it, each with its count if that is known and wanted. */
export function SuggestionList({ hasCounts = false }: { hasCounts?: boolean }) {
  return (
    <Popover className="ui-popover ui-popover--menu" offset={4} isNonModal>
      <ListBox className="ui-menu">
        {(item: Suggestion) => (
          <ListBoxItem className="ui-menu-item" id={item.id} textValue={item.label}>
            <span className="ui-menu-label">
              <bdi dir="auto">{item.label}</bdi>
            </span>
            {hasCounts && item.count !== undefined && (
              <span className="ui-suggestion-count">{item.count}</span>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}
