import { useEffect, useMemo } from 'react'
import type { RecordId } from '../shared/model/ids.ts'
import { readRecordId } from './data/record-id.ts'
import { useAddress } from './data/use-address.ts'
import { useCacheRefresh } from './data/use-events.ts'
import { useListAnswer } from './data/use-list-answer.ts'
import { useQuery } from './data/use-query.ts'
import { FeatureCommands } from './feature-commands.tsx'
import { ArchiveNotices } from './features/archive/archive-notices.tsx'
import { ArchiveMenu } from './features/archive/archive-menu.tsx'
import { CheckDialog } from './features/archive/check-dialog.tsx'
import { Undo } from './features/archive/undo.tsx'
import { BackUpButton, LastBackup } from './features/backups/last-backup.tsx'
import { AddCitation } from './features/citations/add-citation.tsx'
import { useCopyReference } from './features/citations/use-copy-reference.ts'
import { DamageNotice } from './features/custody/damage-notice.tsx'
import { OpenReport } from './features/custody/open-report.tsx'
import { ImportButton } from './features/imports/import-button.tsx'
import { ImportsProvider } from './features/imports/imports-provider.tsx'
import { JobsStrip } from './features/imports/jobs-strip.tsx'
import type { BulkDialogs } from './features/library/bulk-bar.tsx'
import { DateRange } from './features/library/date-range.tsx'
import { FacetList } from './features/library/facet-list.tsx'
import { KindList } from './features/library/kind-list.tsx'
import { ListPane } from './features/library/list-pane.tsx'
import { useMarks } from './features/library/use-marks.ts'
import { AddStatement } from './features/records/add-statement.tsx'
import { RecordPane } from './features/records/record-pane.tsx'
import type { RecordParts } from './features/records/record-parts.ts'
import { NothingFound } from './features/search/nothing-found.tsx'
import { QuickOpen } from './features/search/quick-open.tsx'
import { SearchBar } from './features/search/search-bar.tsx'
import { SavedSearches } from './features/saved-searches/saved-searches.tsx'
import { SearchTools } from './features/saved-searches/search-tools.tsx'
import { useAppearance } from './features/settings/use-appearance.ts'
import { TagPicker } from './features/tags/tag-picker.tsx'
import { TagTree } from './features/tags/tag-tree.tsx'
import { useMessages } from './messages/use-messages.tsx'
import { Panes, SidePaneButton } from './panes.tsx'
import { PartFailure } from './part-failure.tsx'
import { later, loadLaterParts, PartFailureProvider } from './ui/later.tsx'
import type { PartPlace } from './ui/later.tsx'
import { ToastProvider } from './ui/toast.tsx'
import './app.css'

const inPane = { place: 'pane' } as const
const RecordReader = later(
  async () => (await import('./features/reader/record-reader.tsx')).RecordReader,
  inPane,
)
const CitationCard = later(
  async () => (await import('./features/citations/citation-card.tsx')).CitationCard,
  inPane,
)
const CustodyPanel = later(
  async () => (await import('./features/custody/custody-panel.tsx')).CustodyPanel,
  inPane,
)
const HealthPage = later(async () => (await import('./features/custody/health-page.tsx')).HealthPage, inPane)
const WithdrawDialog = later(
  async () => (await import('./features/records/withdraw-dialog.tsx')).WithdrawDialog,
)
const BulkEdit = later(async () => (await import('./features/records/bulk-edit.tsx')).BulkEdit)

/** The window. Only this file connects the features. */
export function App() {
  const { window: words } = useMessages()
  useCacheRefresh()
  useAppearance()
  return (
    <ToastProvider label={words.messages} closeLabel={words.close}>
      <PartFailureProvider failure={partFailure}>
        <ImportsProvider>
          <Workspace />
          <LaterParts />
          <Undo />
          <CheckDialog>
            <HealthPage lastBackup={lastBackup} />
          </CheckDialog>
          <DamageNotice />
          <ArchiveNotices />
          <AddStatement />
          <AddCitation />
          <FeatureCommands />
          <QuickOpen />
        </ImportsProvider>
      </PartFailureProvider>
    </ToastProvider>
  )
}

const partFailure = (place: PartPlace) => <PartFailure place={place} />

/**
 * Loads what the first list does not need: once that list is on the screen, or at once when a record is open next to
 * it.
 */
function LaterParts() {
  const { record } = useAddress()
  const { value, error } = useListAnswer()
  const hasReply = value !== undefined || error !== null
  const isRecordOpen = record !== null
  useEffect(() => {
    if (hasReply || isRecordOpen) void loadLaterParts(isRecordOpen)
  }, [hasReply, isRecordOpen])
  return null
}

function Workspace() {
  const { record } = useAddress()
  const { value: archive } = useQuery('archive.describe', {})
  const marks = useMarks(archive?.id)
  const parts = useRecordParts()
  const opened = readRecordId(record)
  // The core's own replies supplied the marked ids.
  const marked = [...marks.ids] as RecordId[]
  const chosen = marked.length > 0 || opened === null ? marked : [opened]
  return (
    <>
      <Panes
        side={sidePane}
        list={
          <>
            <SearchBar before={<SidePaneButton />} after={<SearchTools />} />
            <ListPane marks={marks} nothingFound={<NothingFound />} bulkDialogs={bulkDialogs} />
          </>
        }
        record={<RecordPane id={record} parts={parts} />}
      />
      <TagPicker ids={chosen} />
      <OpenReport ids={chosen} />
    </>
  )
}

const lastBackup = (
  <LastBackup>
    <BackUpButton />
  </LastBackup>
)

const bulkDialogs: BulkDialogs = {
  editFields: (ids, onClose) => <BulkEdit ids={ids} onClose={onClose} />,
  withdraw: (ids, onClose, onWithdrawn) => (
    <WithdrawDialog ids={ids} onClose={onClose} onWithdrawn={onWithdrawn} />
  ),
}

/**
 * A single constant element, so that typing into the search does not redraw the side pane; its parts update on their
 * own.
 */
const sidePane = <SidePane />

function SidePane() {
  const { library } = useMessages()
  return (
    <>
      <div className="app-side-head">
        <ArchiveMenu />
      </div>
      <div className="app-side-body">
        <ImportButton />
        <KindList />
        <SavedSearches />
        <TagTree />
        <FacetList name="person" heading={library.people} />
        <FacetList name="source" heading={library.sources} />
        <FacetList name="language" heading={library.languages} />
        <FacetList name="year" heading={library.years}>
          <DateRange />
        </FacetList>
        <FacetList name="verification" heading={library.verification} />
      </div>
      <JobsStrip />
    </>
  )
}

function useRecordParts(): RecordParts {
  const copyReference = useCopyReference()
  return useMemo(
    () => ({
      reader: (record, onPlace) => <RecordReader record={record} onPlace={onPlace} />,
      citation: (record) => <CitationCard record={record} />,
      files: (record) => <CustodyPanel record={record} />,
      copyReference,
    }),
    [copyReference],
  )
}
