import type { Imports } from './read-imports.ts'

/** The first path found that leads from a node back to itself. */
export function findCycle(graph: ReadonlyMap<string, Iterable<string>>): readonly string[] | null {
  const done = new Set<string>()
  const walk = (node: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return null
    for (const target of graph.get(node) ?? []) {
      const cycle = walk(target, [...path, node])
      if (cycle) return cycle
    }
    done.add(node)
    return null
  }
  for (const node of graph.keys()) {
    const cycle = walk(node, [])
    if (cycle) return cycle
  }
  return null
}

/** The part that consists of the files directly in a folder. */
export const OWN_FILES = '(own files)'

/** Which parts of a folder import which: its subfolders, and the files directly in it as one part. */
export function partsOf(imports: Imports, folder: string): Map<string, Set<string>> {
  const part = (file: string): string | null => {
    if (!file.startsWith(folder)) return null
    const [first, rest] = file.slice(folder.length).split('/', 2)
    return rest === undefined ? OWN_FILES : first!
  }
  const parts = new Map<string, Set<string>>()
  for (const [file, targets] of imports) {
    const from = part(file)
    if (from === null) continue
    const to = parts.get(from) ?? new Set()
    parts.set(from, to)
    for (const target of targets.map(part)) if (target !== null && target !== from) to.add(target)
  }
  return parts
}

/** The cycles between the parts of any folder, as `folder: a → b → a`. */
export function findFolderCycles(imports: Imports): string[] {
  return foldersOf(imports).flatMap((folder) => {
    const cycle = findCycle(partsOf(imports, folder))
    return cycle ? [`${folder}: ${cycle.join(' → ')}`] : []
  })
}

/** Every folder that contains a file, with a trailing slash. */
function foldersOf(imports: Imports): string[] {
  const folders = new Set<string>()
  for (const file of imports.keys())
    for (let end = file.indexOf('/'); end !== -1; end = file.indexOf('/', end + 1))
      folders.add(file.slice(0, end + 1))
  return [...folders].sort()
}
