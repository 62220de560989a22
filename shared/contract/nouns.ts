import { aliases } from './aliases.ts'
import { archive } from './archive.ts'
import { records } from './records.ts'
import { savedSearches } from './saved-searches.ts'
import { tags } from './tags.ts'
import { AliasGroup } from '../model/alias-group.ts'
import { ArchiveRow } from '../model/archive-row.ts'
import { HoldfastRecord } from '../model/record.ts'
import { SavedSearch } from '../model/saved-search.ts'
import { Tag } from '../model/tag.ts'
import { listedNoun, noun } from './noun.ts'

/**
 * Every noun that has a table, under the table's name in the ledger and on disk. The tables of the ledger and the
 * catalogue, what stays in memory, the events, the contract and the words that a noun needs all follow from this
 * list.
 */
export const nouns = {
  archive: noun({ row: ArchiveRow, title: 'title', methods: archive }),
  records: noun({ row: HoldfastRecord, title: 'title', methods: records }),
  tags: listedNoun({ row: Tag, title: 'label', methods: tags }),
  aliases: listedNoun({ row: AliasGroup, title: 'names', methods: aliases }),
  searches: listedNoun({ row: SavedSearch, title: 'name', methods: savedSearches }),
} as const
