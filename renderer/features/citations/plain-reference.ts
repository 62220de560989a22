import type { HoldfastRecord } from '../../../shared/model/record.ts'

/**
 * A reference for a record that is not a citation: who, what, when as stated, and the accession number to find it by.
 */
export function plainReference(record: HoldfastRecord): string {
  return [record.sources.join('; '), record.title, record.dateStated, record.id]
    .filter((part) => part !== '')
    .join(', ')
}
