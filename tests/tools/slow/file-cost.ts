/** What one test file cost: its own process and the child processes it started, in milliseconds. */
export interface FileCost {
  readonly file: string
  readonly wallMs: number
  readonly cpuMs: number
  readonly childCpuMs: number
  readonly processes: number
  readonly syncs: number
  readonly syncMs: number
}

/** Syncs of a child process, to be added to the file that started it. */
export interface ChildSyncs {
  readonly file: string
  readonly child: true
  readonly syncs: number
  readonly syncMs: number
}

/** Reads the lines of a report: one cost for each file, with the syncs of its child processes. */
export function readCosts(text: string): FileCost[] {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): FileCost | ChildSyncs => JSON.parse(line))
  const children = lines.filter((line): line is ChildSyncs => 'child' in line)
  return lines
    .filter((line): line is FileCost => !('child' in line))
    .map((cost) => {
      const own = children.filter(({ file }) => file === cost.file)
      const sum = (field: 'syncs' | 'syncMs') => own.reduce((total, line) => total + line[field], cost[field])
      return { ...cost, syncs: sum('syncs'), syncMs: sum('syncMs') }
    })
}
