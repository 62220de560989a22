import { z } from 'zod'
import { AliasGroup } from '../model/alias-group.ts'
import { AliasId } from '../model/ids.ts'
import { method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'

const Names = z.array(z.string())

export const aliases = {
  'aliases.list': method(
    'Replies with every group of aliases, sorted by their first names.',
    z.object({}),
    z.array(AliasGroup),
    { reads: ['aliases'] },
  ),
  'aliases.create': method(
    'Makes names aliases of one another in every search; at least two different names, none of them in another group.',
    z.object({ names: Names }),
    AliasGroup,
    { writes: true },
  ),
  'aliases.edit': method(
    'Replaces the names of a group.',
    z.object({ id: AliasId, names: Names }),
    ChangeReceipt,
    { writes: true },
  ),
  'aliases.withdraw': method(
    'Withdraws a group: each of its names finds only itself again.',
    z.object({ id: AliasId }),
    ChangeReceipt,
    { writes: true },
  ),
}
