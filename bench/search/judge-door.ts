import type { Measure } from '../measure.ts'
import type { DoorResult } from './door.ts'
import { queryKinds, type QueryKind } from './queries.ts'

const MEGABYTE = 2 ** 20

/** The bounds are those of 100,000 records. */
export function judgeDoor(records: number, door: DoorResult): Measure[] {
  const upTo = (ceiling: number) => (records >= 100_000 ? { ceiling } : {})
  return [
    {
      name: 'holdfast rpc, start to first answer',
      value: door.openingMs,
      unit: 'ms',
      ...upTo(1500),
    },
    {
      name: 'its memory then',
      value: door.openedBytes / MEGABYTE,
      unit: 'MB',
      ...upTo(250),
      details: { 'largest, all queries asked': door.peakBytes / MEGABYTE },
    },
    ...(Object.keys(queryKinds) as QueryKind[]).map((kind) => {
      const { p50, p95, hits } = door.timings[kind]
      const name = `holdfast rpc, ${queryKinds[kind]}, p95`
      return { name, value: p95, unit: 'ms', ...upTo(25), details: { p50, hits } }
    }),
  ]
}
