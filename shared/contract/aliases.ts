import { z } from 'zod'
import { AliasGroup } from '../model/alias-group.ts'
import { AliasId } from '../model/ids.ts'
import { method } from './method.ts'
import { ChangeReceipt } from './receipt.ts'

const Names = z.array(z.string())

export const aliases = {
  'aliases.list': method(
    'Answers every group of other names, sorted by the first name of each.',
    z.object({}),
    z.array(AliasGroup),
    { reads: ['aliases'] },
  ),
  'aliases.create': method(
    'Makes names stand for one another in every search; at least two that differ, none of them in another group.',
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
    'Takes a group away: its names stand for themselves again.',
    z.object({ id: AliasId }),
    ChangeReceipt,
    { writes: true },
  ),
}
