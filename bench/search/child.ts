import { archive } from './tasks/archive.ts'
import { ask } from './tasks/ask.ts'
import { bare } from './tasks/bare.ts'
import { build } from './tasks/build.ts'
import { fts5 } from './tasks/fts5.ts'
import { fuse } from './tasks/fuse.ts'
import { load } from './tasks/load.ts'
import { long } from './tasks/long.ts'
import { minisearch } from './tasks/minisearch.ts'
import { quick } from './tasks/quick.ts'

/** Each task runs in its own process, so that memory and caches of one do not influence another. */
const tasks = { archive, ask, bare, build, fts5, fuse, load, long, minisearch, quick }
export type Tasks = typeof tasks

const [name, argument] = process.argv.slice(2)
console.log(JSON.stringify(await tasks[name as keyof Tasks](argument!)))
