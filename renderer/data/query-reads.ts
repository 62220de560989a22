import { contract, effectOf, type MethodName } from '../../shared/contract/index.ts'
import { ledgerTables } from '../../shared/contract/tables.ts'

/**
 * For each method, what its reply depends on, according to the contract. The build replaces this module with the
 * value, so that the window starts without the contract's schemas.
 */
export const queryReads: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (Object.keys(contract) as MethodName[]).map((name) => [name, readsOf(name)]), // the keys of that object
)

function readsOf(name: MethodName): string[] {
  const { reads = [] } = effectOf(name)
  return reads.flatMap<string>((read) => (read === 'rows' ? ledgerTables : [read]))
}
