import type { MethodName } from '../../shared/contract/index.ts'
import type { ArchiveEvent } from '../../shared/contract/events.ts'

/** A table that a `changed` event can name. */
export type Table = Extract<ArchiveEvent, { event: 'changed' }>['tables'][number]

/** Which tables an answer is made of. A method that is not named here is never read again by itself. */
const tablesBehind: Partial<Record<MethodName, readonly Table[]>> = {
  'archive.describe': ['archive', 'records'],
  'archive.known': ['archive'],
  'archive.repairs': ['archive'],
  'archive.undo-steps': ['archive', 'records', 'tags', 'aliases', 'searches'],
  'archive.undo-conflicts': ['archive', 'records', 'tags', 'aliases', 'searches'],
  'records.get': ['records'],
  'records.text': ['records'],
  'records.history': ['records', 'tags'],
  'records.compare': ['records', 'tags'],
  'records.preview-restore': ['records', 'tags'],
  'citations.format': ['records'],
  'tags.list': ['tags', 'records', 'index'],
  'aliases.list': ['aliases'],
  'saved-searches.list': ['searches', 'index', 'tags', 'aliases'],
  'search.find': ['index', 'tags', 'aliases'],
  'search.within': ['index', 'aliases'],
  'search.quick': ['index', 'tags', 'searches'],
  'search.values': ['index', 'records'],
  'settings.get': ['settings'],
  'backups.status': ['custody'],
  'merges.conflicts': ['records', 'tags', 'aliases', 'searches', 'archive'],
  'custody.passes': ['custody', 'settings'],
  'custody.health': ['custody', 'archive', 'records', 'tags', 'aliases', 'searches'],
  'timestamps.list': ['custody'],
}

/** True where a change in these tables may change the method's answer. Another archive (`*`) changes every answer. */
export function isTouchedBy(method: MethodName, tables: readonly Table[]): boolean {
  if (tables.includes('*')) return true
  return (tablesBehind[method] ?? []).some((table) => tables.includes(table))
}
