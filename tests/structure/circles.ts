import type { Imports } from './read-imports.ts'

/** The first way found that leads from a node back to itself. */
export function findCircle(graph: ReadonlyMap<string, Iterable<string>>): readonly string[] | null {
  const done = new Set<string>()
  const walk = (node: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node]
    if (done.has(node)) return null
    for (const target of graph.get(node) ?? []) {
      const circle = walk(target, [...way, node])
      if (circle) return circle
    }
    done.add(node)
    return null
  }
  for (const node of graph.keys()) {
    const circle = walk(node, [])
    if (circle) return circle
  }
  return null
}

/** The folder's own files, among its folders. */
export const OWN_FILES = '(own files)'

/** Which parts of a folder import which: its folders, and the files that are directly in it as one part. */
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

/** The circles between the parts of any folder, as `folder: a → b → a`. */
export function findFolderCircles(imports: Imports): string[] {
  return foldersOf(imports).flatMap((folder) => {
    const circle = findCircle(partsOf(imports, folder))
    return circle ? [`${folder}: ${circle.join(' → ')}`] : []
  })
}

/** Every folder that holds a file, with a slash at its end. */
function foldersOf(imports: Imports): string[] {
  const folders = new Set<string>()
  for (const file of imports.keys())
    for (let end = file.indexOf('/'); end !== -1; end = file.indexOf('/', end + 1))
      folders.add(file.slice(0, end + 1))
  return [...folders].sort()
}
