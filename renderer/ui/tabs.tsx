import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import type { ReactNode } from 'react'
import './tabs.css'

export interface TabsProps<Id extends string> {
  label: string
  tabs: readonly { readonly id: Id; readonly label: ReactNode; readonly content: ReactNode }[]
  selected: Id
  onChange(id: Id): void
}

/** Panels behind tabs; ← and → move between them. */
export function Tabs<Id extends string>({ label, tabs, selected, onChange }: TabsProps<Id>) {
  return (
    // Keys are the ids of the tabs.
    <AriaTabs className="ui-tabs" selectedKey={selected} onSelectionChange={(key) => onChange(key as Id)}>
      <TabList className="ui-tab-list" aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="ui-tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="ui-tab-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
